// @vitest-environment node
import { parquetReadObjects } from "hyparquet";
import { expect, test, vi } from "vitest";
import { createMemoryHost } from "../testing/memory-host.ts";
import { sampleCase } from "../testing/sample-case.ts";
import { createApp } from "./app.ts";
import { sortedBy } from "./commands.ts";
import { saveCoverage } from "./coverage-commands.ts";
import { exportRows } from "./export-commands.ts";
import { exportSources } from "./list-export.ts";
import { openDemo } from "./open-commands.ts";

/*
 * Parquet of a table holds the rows of its JSON Lines in their order, and those are the rows on screen.
 */

// The page of tests has an array type of its own, which the writer does not know as bytes: so there is none here.
vi.hoisted(() => vi.stubGlobal("navigator", { language: "en", languages: ["en"], platform: "" }));

const data = sampleCase("normal");

async function open() {
  const host = createMemoryHost({ data: () => data });
  const app = createApp(host, null);
  await openDemo(app);
  const lines = () =>
    new TextDecoder()
      .decode(host.saved.at(-1)!.bytes)
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
  const rows = () => parquetReadObjects({ file: new Uint8Array(host.saved.at(-1)!.bytes).buffer });
  return { app, host, lines, rows };
}

test.each(["sessions", "failures"] as const)("%s, sorted on screen", async (view) => {
  const { app, host, lines, rows } = await open();
  app.view.patch({
    view,
    sessionSort: [{ column: "user", descending: true }],
    failureSort: sortedBy([{ column: "time", descending: true }], "user", false),
  });
  await exportRows(app, "jsonl");
  const expected = lines();
  expect(expected.length).toBeGreaterThan(1);
  await exportRows(app, "parquet");
  expect(host.saved.at(-1)!.name).toBe(`${view}.parquet`);
  expect((await rows()).map(({ key, user }) => [key, user])).toEqual(
    expected.map(({ key, user }) => [key, user]),
  );
});

test("inputs and answers", async () => {
  const { app, lines, rows } = await open();
  await exportSources(app, "jsonl");
  const inputs = lines();
  await exportSources(app, "parquet");
  expect((await rows()).map(({ path, sha256 }) => [path, sha256])).toEqual(
    inputs.map(({ path, sha256 }) => [path, sha256]),
  );
  await saveCoverage(app, "jsonl");
  const answers = lines();
  await saveCoverage(app, "parquet");
  expect((await rows()).map(({ question, reason }) => [question, reason])).toEqual(
    answers.map(({ question, reason }) => [question, reason]),
  );
});
