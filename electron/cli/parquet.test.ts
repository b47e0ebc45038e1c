import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parquetMetadata, parquetReadObjects } from "hyparquet";
import { afterAll, describe, expect, test } from "vitest";
import { jobHost } from "../../tests/job-host.ts";
import { runCli } from "./testing/run-cli.ts";

/*
 * Parquet of real logs, read back by another program's reader, is what the same question gets as JSON and CSV; and a
 * folder of parts is the whole.
 */

const SAMPLES = new URL("../../../shared/samples/", import.meta.url);
const present = existsSync(SAMPLES);
const names = present ? readdirSync(SAMPLES).filter((name) => /\.(evtx|xml|evt)$/.test(name)) : [];
const path = (name: string) => fileURLToPath(new URL(name, SAMPLES));
const folder = mkdtempSync(join(tmpdir(), "logonscope-parquet-test-"));
let cells = 0;
afterAll(() => {
  rmSync(folder, { recursive: true });
  console.log(`parquet: ${cells} cells of ${names.length} logs compared`);
});

const run = (...args: readonly string[]) => runCli(jobHost, args);
const fileOf = (place: string): ArrayBuffer => new Uint8Array(readFileSync(place)).buffer;
const rowsOf = (place: string) => parquetReadObjects({ file: fileOf(place) });

/** What a cell of JSON is for the reader of the tests, which shows moments in milliseconds. */
function shown(value: unknown): unknown {
  if (typeof value === "string" && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)) return new Date(value).getTime();
  if (value instanceof Date) return value.getTime();
  if (typeof value === "bigint") return Number(value);
  if (Array.isArray(value)) return value.map(shown);
  if (typeof value === "object" && value !== null && "from" in value && "to" in value)
    return [shown(value.from), shown(value.to)];
  return value ?? null;
}

function fieldOf(row: Readonly<Record<string, unknown>>, column: string): unknown {
  const [field = "", leaf] = column.split(".");
  const value = row[field];
  if (leaf === undefined) return value;
  return value === null ? null : (value as Readonly<Record<string, unknown>>)[leaf];
}

describe.skipIf(!present)("every sample", () => {
  test.each(names)("%s as Parquet says what its JSON says", async (name) => {
    for (const [command, list, ...more] of [
      ["sessions", "sessions", "--kind", "all"],
      ["failures", "failures"],
      ["info", "sources"],
    ] as const) {
      const out = join(folder, `${name}.${command}.parquet`);
      const line = [command, path(name), ...more];
      const { code } = await run(...line, "--format", "parquet", "--out", out);
      expect([code === 0 || code === 3, command]).toEqual([true, command]);
      const answer = JSON.parse((await run(...line, "--format", "json")).out) as Record<string, unknown>;
      const expected = answer[list] as Record<string, unknown>[];
      const rows = await rowsOf(out);
      // Local times stand in tables only.
      const columns = Object.keys(rows[0] ?? {}).filter((column) => !column.endsWith("Local"));
      const cellsOf = (each: Readonly<Record<string, unknown>>, of: typeof fieldOf) =>
        columns.map((column) => shown(of(each, column)));
      expect(rows.map((row) => cellsOf(row, (each, column) => each[column]))).toEqual(
        expected.map((row) => cellsOf(row, fieldOf)),
      );
      cells += rows.length * columns.length;
    }
  });

  test("the same question gets the same bytes, and the columns of the CSV", async () => {
    const [one, two] = ["one", "two"].map((each) => join(folder, `${each}.parquet`)) as [string, string];
    const line = ["sessions", path("win10-security.evtx"), "--kind", "all", "--zone", "Europe/Berlin"];
    for (const out of [one, two]) await run(...line, "--format", "parquet", "--out", out);
    expect(readFileSync(one).equals(readFileSync(two))).toBe(true);
    const [heading] = (await run(...line, "--format", "csv")).out.split("\r\n");
    const [row] = await rowsOf(one);
    expect(Object.keys(row!).join(",")).toBe(heading);
    expect(row?.startLocal).toMatch(/\+01:00$/);
    expect(parquetMetadata(fileOf(one)).key_value_metadata).toMatchObject([
      { key: "logonscope.schema", value: "logonscope.sessions/1" },
      { key: "logonscope.engine" },
      { key: "logonscope.zone", value: "Europe/Berlin" },
    ]);
  });

  test("events and reports have rows and types too", async () => {
    const out = join(folder, "events.parquet");
    await run(
      "events",
      path("win10-security.evtx"),
      "--format",
      "parquet",
      "--out",
      out,
      "--filter",
      "eventid:4624",
    );
    const events = await rowsOf(out);
    const lines = (
      await run("events", path("win10-security.evtx"), "--format", "jsonl", "--filter", "eventid:4624")
    ).out;
    expect(events).toHaveLength(lines.split("\n").length - 1);
    expect(events[0]).toMatchObject({
      eventId: 4624,
      kind: "logon",
      data: { LogonType: expect.any(String) },
    });
    const report = join(folder, "hours.parquet");
    await run("report", "hours", path("win10-security.evtx"), "--format", "parquet", "--out", report);
    expect((await rowsOf(report))[0]).toMatchObject({
      day: expect.any(Date),
      presentSeconds: expect.any(Number),
    });
  });
});

describe.skipIf(!present)("a folder of parts", () => {
  const inputs = ["win10-security.evtx", "win7-security.evtx", "dc-rdp-security.evtx"].map(path);
  const line = ["sessions", ...inputs, "--kind", "all", "--zone", "UTC"];
  const below = (place: string): string[] =>
    (readdirSync(place, { recursive: true }) as string[]).filter((name) => /part-\d+\./.test(name)).sort();

  test("by computer and day is the whole, and its names say what is not in the files", async () => {
    const out = join(folder, "store");
    const { code, err } = await run(
      ...line,
      "--format",
      "parquet",
      "--partition",
      "computer,day",
      "--out",
      out,
    );
    expect([code, err]).toEqual([0, ""]);
    const parts = below(out);
    expect(parts.length).toBeGreaterThan(10);
    const all: Record<string, unknown>[] = [];
    for (const part of parts) {
      const [, computer, day] = /^computer=([^/]+)\/day=(\d{4}-\d\d-\d\d)\/part-0\.parquet$/.exec(part) ?? [];
      for (const row of await rowsOf(join(out, part))) {
        expect(Object.keys(row)).not.toContain("computer");
        const upper = (row.startUpper as Date | null)?.toISOString();
        expect(row.startLocal ?? upper).toContain(day);
        all.push({ ...row, computer: decodeURIComponent(computer ?? "") });
      }
    }
    const whole = join(folder, "whole.parquet");
    await run(...line, "--format", "parquet", "--out", whole);
    const byId = (rows: Record<string, unknown>[]) => rows.sort((a, b) => Number(a.id) - Number(b.id));
    expect(byId(all)).toEqual(byId(await rowsOf(whole)));
    // Nothing is left of the place where it was made.
    expect(readdirSync(folder).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });

  test("as CSV and JSON Lines too, and the same twice", async () => {
    for (const format of ["csv", "jsonl"]) {
      const [one, two] = [join(folder, `${format}-1`), join(folder, `${format}-2`)];
      for (const out of [one, two])
        await run(...line, "--format", format, "--partition", "kind", "--out", out);
      expect(below(one)).toEqual(below(two));
      expect(below(one)[0]).toBe(`kind=anonymous/part-0.${format}`);
      for (const part of below(one))
        expect(readFileSync(join(one, part)).equals(readFileSync(join(two, part)))).toBe(true);
    }
  });

  test("is put into an empty folder, never among what is there, nor over a file", async () => {
    const empty = join(folder, "empty");
    mkdirSync(empty);
    const store = [...line, "--format", "parquet", "--partition", "computer", "--out"];
    expect((await run(...store, empty)).code).toBe(0);
    expect(await run(...store, empty)).toMatchObject({ code: 4, err: expect.stringContaining("not empty") });
    const file = join(folder, "file");
    writeFileSync(file, "mine");
    expect((await run(...store, file)).code).toBe(4);
    expect(readFileSync(file, "utf8")).toBe("mine");
    expect((await run(...store, join(folder, "no", "where"))).code).toBe(4);
  });

  test("is refused with the wrong words", async () => {
    const wrong = async (...more: string[]) => (await run(...line, ...more)).err;
    expect(await wrong("--format", "parquet", "--partition", "computr", "--out", "x")).toContain(
      '"computer"',
    );
    expect(await wrong("--format", "parquet", "--partition", "day,day", "--out", "x")).toContain("twice");
    expect(await wrong("--format", "json", "--partition", "day", "--out", "x")).toContain("--format parquet");
    expect(await wrong("--format", "parquet", "--partition", "day")).toContain("--out FOLDER");
  });
});
