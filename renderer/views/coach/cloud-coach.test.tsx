import { cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import type { CloudImport } from "../../../shared/types/cloud.ts";
import { T } from "../../data/texts.ts";
import { type App, createApp } from "../../state/app.ts";
import { openDemo } from "../../state/open-commands.ts";
import { showCoach } from "../../state/text-answers.ts";
import { createMemoryHost } from "../../testing/memory-host.ts";
import { sampleCase } from "../../testing/sample-case.ts";
import { settled } from "../../testing/settled.ts";
import { Root } from "../frame/root.tsx";

const TABLE: CloudImport = {
  shape: null,
  signature: "0123456789abcdef",
  headers: ["Wer", "Von", "Bis"],
  columns: {},
  delimiter: ";",
  encoding: "utf-8",
  dateOrder: "dmy",
  sheet: null,
  sheets: [],
  environment: null,
  window: null,
  zone: "UTC",
  utcAssumed: true,
  questions: ["columns"],
  unread: 0,
  outside: 0,
  doubles: 0,
  conflicts: 0,
  formulas: 0,
  preview: [["anna", "04.03.2024 09:00", "<b>x</b>"]],
};

afterEach(cleanup);

async function open(cloud: CloudImport, storage = new Map<string, string>()) {
  const whole = sampleCase("one");
  const [first, ...more] = whole.sources;
  const data = { ...whole, sources: [{ ...first!, cloud }, ...more] };
  const host = createMemoryHost({ data: () => data });
  const app: App = createApp(host, {
    getItem: (key) => storage.get(key) ?? null,
    setItem: (key, value) => storage.set(key, value),
  });
  await settled(async () => {
    render(<Root app={app} />);
    await openDemo(app);
  });
  return { app, host, path: first!.path };
}
const coach = () => within(screen.getByRole("dialog"));
const choose = (label: string, value: string): void => {
  fireEvent.change(coach().getByLabelText(label), { target: { value } });
};

test("asks what the columns of an unknown table hold, reads again with them, and remembers the columns alone", async () => {
  const storage = new Map<string, string>();
  const { host, path } = await open(TABLE, storage);
  expect(coach().getByText("<b>x</b>")).toBeTruthy();
  expect(coach().getByRole("button", { name: T.cloud.again })).toHaveProperty("disabled", true);
  expect(coach().getByRole("status").textContent).toContain("User, Start");
  choose("User", "0");
  choose("Start", "1");
  choose("End", "2");
  fireEvent.change(coach().getByLabelText(T.cloud.end), { target: { value: "2024-03-08T00:00" } });
  fireEvent.change(coach().getAllByLabelText(T.cloud.environment).at(-1)!, { target: { value: "PROD" } });
  await settled(async () => {
    fireEvent.click(coach().getByRole("button", { name: T.cloud.again }));
  });
  const said = { shape: "loginEvents", columns: { user: 0, start: 1, end: 2 } };
  expect(host.answers[1]).toEqual([
    {
      signature: TABLE.signature,
      file: path,
      cloud: { ...said, environment: "PROD", windowEnd: 67 * 864_000_000_000 },
    },
    { signature: TABLE.signature, file: null, cloud: said },
  ]);
  expect([...storage.values()].join("")).not.toContain("PROD");
  expect([...storage.values()].join("")).not.toContain(path);
});

test("a list of users needs an id and is asked for nothing about time", async () => {
  await open(TABLE);
  choose(T.cloud.table, "users");
  expect(coach().queryByLabelText(T.cloud.end)).toBeNull();
  expect(coach().getByRole("button", { name: T.cloud.again })).toHaveProperty("disabled", true);
  choose(T.cloud.roles.email, "0");
  expect(coach().getByRole("button", { name: T.cloud.again })).toHaveProperty("disabled", false);
});

test("opens by itself for what nothing decides, and only on demand for when an export ends", async () => {
  const known: CloudImport = { ...TABLE, shape: "loginEvents", columns: { user: 0, start: 1 } };
  const { app } = await open({ ...known, questions: ["windowEnd"] });
  expect(screen.queryByRole("dialog")).toBeNull();
  await settled(async () => showCoach(app, 0));
  expect(coach().getByLabelText(T.cloud.end)).toBeTruthy();
  cleanup();
  await open({ ...known, questions: ["dateOrder", "windowEnd"] });
  expect(coach().getByText(T.cloud.datesHint)).toBeTruthy();
});

test("another sheet is read before its columns are asked for", async () => {
  const { host, path } = await open({ ...TABLE, sheet: "Eins", sheets: ["Eins", "Zwei"] });
  choose(T.cloud.sheet, "Zwei");
  expect(coach().queryByText(T.cloud.columns)).toBeNull();
  await settled(async () => {
    fireEvent.click(coach().getByRole("button", { name: T.cloud.again }));
  });
  expect(host.answers[1]).toEqual([{ signature: TABLE.signature, file: path, cloud: { sheet: "Zwei" } }]);
});
