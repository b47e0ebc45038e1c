import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { epochMsToTicks } from "../../shared/engine/time/calendar.ts";
import { buildCase, sketchSource } from "../../shared/testing/case-builder.ts";
import { readXlsx } from "../../shared/testing/read-xlsx.ts";
import type { Ticks } from "../../shared/types/units.ts";
import type { CliHost } from "./environment.ts";
import { EXIT } from "./exit-codes.ts";
import { runCli } from "./testing/run-cli.ts";

const start = epochMsToTicks(Date.parse("2024-03-04T08:00:00Z"));
const data = buildCase({
  newest: (start + 864_000_000_000) as Ticks,
  sources: [sketchSource({ path: "a.evtx", sha256: "ab".repeat(32) })],
  sessions: [
    { user: "=cmd|'/c calc'!A1", computer: "PC1", start, end: start + 36_000_000_000, confidence: "exact" },
    { user: "ben", computer: "PC2", start: start + 1, confidence: "open" },
  ],
  failures: [{ time: start, user: "@SUM(A1)", computer: "PC1", status: 0xc000006d }],
});
const event = {
  source: 0,
  recordId: "7",
  eventId: 4624,
  timeCreated: "2024-03-04T08:00:00.0000000Z",
  data: { User: "+1" },
};
const lines = new TextEncoder().encode(`${JSON.stringify(event)}\n`);

/** A host that has read a case already and hands over blocks of events without waiting, as a small job does. */
const host = {
  openCasePaths: async () => ({ type: "done", data }),
  streamEvents: async (_paths: unknown, _options: unknown, onBlock: (block: Uint8Array) => unknown) => {
    for (let block = 0; block < 500; block++) void onBlock(lines);
    return { ok: true, sources: data.sources, cancelled: false };
  },
  inspect: async () => ({ ok: true, sources: data.sources, cancelled: false }),
  close: async () => undefined,
} as unknown as CliHost;

let folder = "";
const at = (name: string) => join(folder, name);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "logonscope-documents-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("workbooks", () => {
  test.each([
    ["sessions", ["--kind", "all"], "Sessions", 2],
    ["failures", [], "Failed logons", 1],
    ["info", [], "Inputs", 1],
    ["report hours", [], "hours", 1],
    ["coverage", [], "Answers", 0],
    ["events", ["--all"], "Events", 500],
  ] as const)("%s", async (command, more, sheet, rows) => {
    const out = at("out.xlsx");
    const args = [
      ...command.split(" "),
      "a.evtx",
      ...more,
      "--format",
      "xlsx",
      "--out",
      out,
      "--zone",
      "Europe/Berlin",
    ];
    const { code, err } = await runCli(host, args);
    expect([code, err]).toEqual([EXIT.done, ""]);
    const book = readXlsx(readFileSync(out));
    expect(book[0]!.name).toBe("Summary");
    expect(book[0]!.rows.flat()).toContain("ab".repeat(32));
    expect(book[1]!.name).toBe(sheet);
    expect(book[1]!.rows).toHaveLength(rows + 1);
    expect(book.reduce((sum, { formulas }) => sum + formulas, 0)).toBe(0);
    // The same question, the same bytes.
    const first = readFileSync(out);
    await runCli(host, args);
    expect(readFileSync(out).equals(first)).toBe(true);
    expect(readdirSync(folder)).toEqual(["out.xlsx"]);
  });
});

describe("HTML reports", () => {
  test.each(["sessions", "failures", "info", "report hours", "report counts"])("%s", async (command) => {
    const out = at("out.html");
    const args = [...command.split(" "), "a.evtx", "--format", "html", "--out", out];
    const { code, err } = await runCli(host, args);
    expect([code, err]).toEqual([EXIT.done, ""]);
    const html = readFileSync(out, "utf8");
    expect(html).toContain("ab".repeat(32));
    expect(html).toContain("default-src 'none'");
    expect(html.endsWith("</html>\n")).toBe(true);
  });

  test("events, with their values", async () => {
    const out = at("events.html");
    const { code } = await runCli(host, ["events", "a.evtx", "--format", "html", "--out", out]);
    expect(code).toBe(EXIT.done);
    const html = readFileSync(out, "utf8");
    expect(html).toContain("ab".repeat(32));
    expect(html.split(">User=+1</td>")).toHaveLength(501);
    expect(html).toContain(">2024-03-04 08:00:00</td>");
  });

  test("a comparison, with what is called out", async () => {
    for (const [format, start] of [
      ["html", "<!doctype html>"],
      ["xlsx", "PK"],
      ["parquet", "PAR1"],
    ] as const) {
      const out = at(`compare.${format}`);
      const { code } = await runCli(host, ["compare", "a.evtx", "b.evtx", "--format", format, "--out", out]);
      expect(code).toBe(EXIT.done);
      expect(readFileSync(out, "latin1").startsWith(start)).toBe(true);
    }
  });
});

test("a file that cannot be written leaves nothing behind", async () => {
  mkdirSync(at("taken.xlsx"));
  const { code } = await runCli(host, ["sessions", "a.evtx", "--format", "xlsx", "--out", at("taken.xlsx")]);
  expect(code).toBe(EXIT.notWritten);
  expect(readdirSync(folder)).toEqual(["taken.xlsx"]);
  const missing = await runCli(host, ["sessions", "a.evtx", "--format", "html", "--out", at("no/such.html")]);
  expect(missing.code).toBe(EXIT.notWritten);
  expect(existsSync(at("no"))).toBe(false);
});

test("masked names are in neither", async () => {
  for (const format of ["xlsx", "html"]) {
    const out = at(`masked.${format}`);
    await runCli(host, ["sessions", "a.evtx", "--kind", "all", "--mask", "--format", format, "--out", out]);
    const bytes = readFileSync(out);
    const said =
      format === "html"
        ? bytes.toString("utf8")
        : readXlsx(bytes)
            .flatMap(({ rows }) => rows.flat())
            .join("\n");
    for (const name of ["ben", "PC1", "PC2"]) expect(said).not.toMatch(new RegExp(`\\b${name}\\b`));
  }
});
