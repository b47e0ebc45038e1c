import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import type { TextImport } from "../../../shared/types/text-import.ts";
import type { TrailSource } from "../../../shared/types/trail.ts";
import type { Ticks } from "../../../shared/types/units.ts";
import { type App, createApp } from "../../state/app.ts";
import { openDemo } from "../../state/open-commands.ts";
import { createMemoryHost } from "../../testing/memory-host.ts";
import { sampleCase } from "../../testing/sample-case.ts";
import { settled } from "../../testing/settled.ts";
import { Root } from "../frame/root.tsx";

const TEXT: TextImport = {
  signature: "0123456789abcdef",
  delimiter: ",",
  encoding: "utf-8",
  dateOrder: "dmy",
  zone: "Europe/Berlin",
  questions: ["dateOrder"],
  preview: [
    { written: "03/04/2024 08:00:00", time: 0 as Ticks, eventId: 4624, provider: "p", message: "<b>x</b>" },
  ],
};

afterEach(cleanup);

async function open(text: TextImport, storage: Map<string, string>, trail?: TrailSource) {
  const whole = sampleCase("one");
  const [first, ...more] = whole.sources;
  const data = { ...whole, sources: [{ ...first!, text, ...(trail && { trail }) }, ...more] };
  const host = createMemoryHost({ data: () => data });
  const app: App = createApp(host, {
    getItem: (key) => storage.get(key) ?? null,
    setItem: (key, value) => storage.set(key, value),
  });
  await settled(async () => {
    render(<Root app={app} />);
    await openDemo(app);
  });
  return { host, path: first!.path };
}

test("asks only what nothing decides, reads again with the answer and remembers it", async () => {
  const storage = new Map<string, string>();
  const { host, path } = await open(TEXT, storage);
  const order = screen.getByLabelText("Dates are written");
  expect(order.closest("fieldset")).toBeTruthy();
  expect(screen.getByLabelText("The times are those of").closest("fieldset")).toBeNull();
  expect(screen.getByText("<b>x</b>")).toBeTruthy();
  fireEvent.change(order, { target: { value: "mdy" } });
  await settled(async () => {
    fireEvent.click(screen.getByRole("button", { name: "Read again like this" }));
  });
  const known = { signature: TEXT.signature, dateOrder: "mdy", zone: "Europe/Berlin" };
  expect(host.answers[0]).toEqual([]);
  expect(host.answers[1]).toEqual([
    { ...known, file: path },
    { ...known, file: null },
  ]);
  cleanup();
  const later = await open(TEXT, storage);
  expect(later.host.answers[0]).toEqual([{ ...known, file: null }]);
  expect([...storage.values()].join("")).not.toContain(path);
});

test("stays closed where nothing is open", async () => {
  await open({ ...TEXT, questions: [] }, new Map());
  expect(screen.queryByRole("dialog")).toBeNull();
});

test("a file of a script: its role is asked, must be chosen, and is never remembered for another file", async () => {
  const storage = new Map<string, string>();
  const script: TextImport = { ...TEXT, form: "script", delimiter: null, questions: ["role", "calendar"] };
  const { host, path } = await open(script, storage, {
    kind: "script",
    logons: 0,
    logoffs: 0,
    unknown: 4,
    undated: 1,
  });
  const role = screen.getByLabelText("Its lines are") as HTMLSelectElement;
  expect([role.value, role.required]).toEqual(["", true]);
  fireEvent.change(role, { target: { value: "logoff" } });
  fireEvent.change(screen.getByLabelText("Years of another calendar"), { target: { value: "leave" } });
  await settled(async () => {
    fireEvent.click(screen.getByRole("button", { name: "Read again like this" }));
  });
  const known = { signature: TEXT.signature, zone: "Europe/Berlin", calendar: "leave" };
  expect(host.answers[1]).toEqual([
    { ...known, role: "logoff", file: path },
    { ...known, file: null },
  ]);
  expect([...storage.values()].join("")).not.toContain("logoff");
});
