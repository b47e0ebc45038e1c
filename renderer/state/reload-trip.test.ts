import { expect, test, vi } from "vitest";
import type { FileToken } from "../../shared/types/units.ts";
import { eventually } from "../../tests/eventually.ts";
import { createMemoryHost } from "../testing/memory-host.ts";
import { sampleCase } from "../testing/sample-case.ts";
import { createApp } from "./app.ts";
import { setLanguage } from "./language-commands.ts";
import { setMasked } from "./masking.ts";
import { openDemo } from "./open-commands.ts";
import { leaveForReload, returnFromReload } from "./reload-trip.ts";

const KEY = "logonscope-return";
const appOver = () => createApp(createMemoryHost({ data: () => sampleCase("normal") }), localStorage);

async function opened() {
  sessionStorage.clear();
  localStorage.clear();
  const app = appOver();
  await openDemo(app);
  await eventually(() => expect(app.dataset.get().data).not.toBeNull());
  return app;
}

test("a page that loads itself again shows the same case, filter and view", async () => {
  const before = await opened();
  before.view.patch({ view: "sessions", filter: "user:anna", zone: "UTC" });
  leaveForReload(before, sessionStorage);
  const after = appOver();
  await returnFromReload(after, sessionStorage);
  await eventually(() => expect(after.dataset.get().data).not.toBeNull());
  expect(after.view.get()).toMatchObject({ view: "sessions", filter: "user:anna", zone: "UTC" });
  expect(sessionStorage.getItem(KEY)).toBeNull();
});

test("names that were hidden stay hidden, and what was asked of aliases is dropped", async () => {
  const before = await opened();
  setMasked(before, true);
  before.view.patch({ filter: "user:user-1" });
  leaveForReload(before, sessionStorage);
  const after = appOver();
  await returnFromReload(after, sessionStorage);
  expect(after.masking.get()).not.toBeNull();
  expect(after.view.get().filter).toBe("");
});

test("files the host no longer knows are looked for among the recent ones and the sample", async () => {
  const before = await opened();
  const [file] = before.desk.get().files;
  before.desk.patch({ files: [{ ...file!, token: "gone" as FileToken, name: "gone.evtx" }] });
  leaveForReload(before, sessionStorage);
  const host = createMemoryHost({ data: () => sampleCase("normal") });
  const after = createApp({ ...host, identify: () => Promise.resolve([null]) }, null);
  await returnFromReload(after, sessionStorage);
  expect(after.desk.get().files).toEqual([]);
});

test.each([
  "",
  "nonsense",
  "{}",
  '{"files":[],"looking":{}}',
  '{"files":[{}],"looking":{"view":"x","kinds":[]}}',
])("a note that is none opens nothing: %s", async (note) => {
  sessionStorage.setItem(KEY, note);
  const app = appOver();
  await returnFromReload(app, sessionStorage);
  expect(app.desk.get().files).toEqual([]);
});

test("another language loads the page again; the same one does not", async () => {
  const app = await opened();
  const place = {
    location: { href: "http://127.0.0.1/?lang=en", reload: vi.fn() },
    history: { state: null, replaceState: vi.fn() },
    sessionStorage,
  };
  setLanguage(app, "en", place);
  expect(place.location.reload).not.toHaveBeenCalled();
  setLanguage(app, "de", place);
  expect(place.location.reload).toHaveBeenCalledOnce();
  expect(String(place.history.replaceState.mock.calls[0]?.[2])).toBe("http://127.0.0.1/");
  expect(localStorage.getItem("logonscope.prefs")).toContain('"language":"de"');

  // A private start keeps nothing but its address.
  const unkept = createApp(createMemoryHost({ data: () => sampleCase("normal") }), null);
  setLanguage(unkept, "de", place);
  expect(String(place.history.replaceState.mock.calls[1]?.[2])).toBe("http://127.0.0.1/?lang=de");
  sessionStorage.clear();
  localStorage.clear();
});
