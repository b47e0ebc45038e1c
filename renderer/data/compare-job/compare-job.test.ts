import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CliHost } from "../../../electron/cli/environment.ts";
import { runCli } from "../../../electron/cli/testing/run-cli.ts";
import { CHANGES } from "../../../shared/export/compare/compare-record.ts";
import { buildCase, type SessionSketch } from "../../../shared/testing/case-builder.ts";
import { fewSessions } from "../../../shared/testing/few-sessions.ts";
import type { CaseData } from "../../../shared/types/case.ts";
import { SESSION_KINDS } from "../../../shared/types/names.ts";
import { eventually } from "../../../tests/eventually.ts";
import { CompareDesk } from "../../state/compare-desk.ts";
import { changedCase } from "../../testing/changed-case.ts";
import { sampleCase } from "../../testing/sample-case.ts";
import { clockOf } from "../clock.ts";
import { encode } from "../encode-text.ts";
import { COMPARE_FORMATS, type CompareView } from "./compare-messages.ts";
import { openComparePort } from "./open-compare-port.ts";

/* What the window says of two cases beside what the command line writes of them. */

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "logonscope-compare-job-test-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const B = fewSessions(sampleCase("normal"), 150);
const A: CaseData = changedCase(B);
const never = () => Promise.reject(new Error("not asked for"));
const host: CliHost = {
  openCasePaths: async ([path]) => ({ type: "done", data: path === "a.zip" ? A : B }),
  streamEvents: never,
  pairLines: never,
  inspect: never,
  checkPack: never,
  close: async () => {},
};
const VIEW: CompareView = {
  filter: "",
  kinds: ["desktop"],
  window: null,
  zone: "Europe/Berlin",
  first: "told",
  changes: CHANGES,
  order: [],
  masked: false,
};

/** A desk that holds a case on screen against another one, when it is done. */
async function compared(
  screen: CaseData,
  other: CaseData,
  view: Partial<CompareView> = {},
): Promise<CompareDesk> {
  const desk = new CompareDesk(openComparePort, (_, on) => {
    on.done(other);
    return () => undefined;
  });
  const done = new Promise<void>((resolve) => {
    desk.state.subscribe(() => {
      if (["done", "failed"].includes(desk.state.get().phase)) resolve();
    });
  });
  desk.ask({ data: screen, view: { ...VIEW, ...view } });
  desk.with([]);
  await done;
  expect(desk.state.get().phase).toBe("done");
  return desk;
}

describe("what is saved of a comparison", () => {
  test.each(COMPARE_FORMATS)("as %s has the bytes of the command line", async (format) => {
    const desk = await compared(B, A);
    const out = join(folder, `all.${format}`);
    const ran = await runCli(
      host,
      ["compare", "a.zip", "logs", "--format", format, "--out", out],
      "Europe/Berlin",
    );
    // One of the inputs is damaged.
    expect(ran.code).toBe(3);
    const bytes = await encode(desk.save(format));
    expect(Buffer.compare(readFileSync(out), bytes)).toBe(0);
    expect(bytes.length).toBeGreaterThan(500);
  });

  test.each<[string, readonly string[], Partial<CompareView>]>([
    ["a filter", ["--filter", "user:anna"], { filter: "user:anna" }],
    ["kinds", ["--kind", "desktop,network"], { kinds: ["desktop", "network"] }],
    [
      "a zone and a kind of difference",
      ["--zone", "Asia/Tokyo", "--change", "gone"],
      { zone: "Asia/Tokyo", changes: ["gone"] },
    ],
  ])("with %s, too", async (name, args, view) => {
    const desk = await compared(B, A, view);
    const out = join(folder, `${name}.json`);
    await runCli(
      host,
      ["compare", "a.zip", "logs", "--format", "json", "--out", out, ...args],
      "Europe/Berlin",
    );
    expect(Buffer.from(await encode(desk.save("json"))).toString("utf8")).toBe(readFileSync(out, "utf8"));
  });
});

describe("a comparison on screen", () => {
  test("takes the pack for the earlier one, and either side when told to", async () => {
    const { summary } = (await compared(B, A)).state.get();
    expect([summary!.a.side, summary!.b.side]).toEqual(["other", "screen"]);
    expect(summary!.a.pack).toMatchObject({ file: "case-2024-03.zip" });
    expect(summary!.counts.sessions.added).toBe(B.sessions.length - A.sessions.length);
    const turned = (await compared(B, A, { first: "screen" })).state.get().summary!;
    expect(turned.counts.sessions).toMatchObject({
      gone: summary!.counts.sessions.added,
      changed: summary!.counts.sessions.changed,
    });
    // Read from the side of the case on screen, the other log begins later than it did.
    expect(turned.sentences[0]).toContain("holds fewer old events than before");
  });

  test("gives rows a block at a time, and one in full with both values", async () => {
    const desk = await compared(B, A);
    const { rows } = desk.state.get().summary!;
    expect(rows.changed).toBeGreaterThan(5);
    expect(desk.row("changed", 0)).toBeNull();
    await eventually(() => expect(desk.row("changed", 0)?.says).toContain("→"));
    await eventually(() => expect(desk.row("changed", rows.changed - 1)).not.toBeNull());
    expect(desk.row("changed", rows.changed)).toBeNull();
    const found = (await desk.difference("changed", 0))!;
    expect(found.changed.length).toBeGreaterThan(0);
    for (const { a, b } of found.changed) expect(a).not.toBe(b);
    expect(found.a).not.toBe(found.b);
    const added = (await desk.difference("added", 0))!;
    expect([added.a, typeof added.b, added.facts.every(({ a }) => a === "")]).toEqual([null, "string", true]);
  });

  test("is put in order by what the table can be sorted by, in files as well", async () => {
    const desk = await compared(B, A, { order: [{ column: "user", descending: true }] });
    const { rows } = desk.state.get().summary!;
    for (let at = 0; at < rows.changed; at++)
      await eventually(() => expect(desk.row("changed", at)).not.toBeNull());
    const users = Array.from({ length: rows.changed }, (_, at) => desk.row("changed", at)!.user);
    expect(users).toEqual([...users].sort().reverse());
    const lines = Buffer.from(await encode(desk.save("jsonl")))
      .toString("utf8")
      .trimEnd()
      .split("\n");
    const told = lines
      .map((line) => JSON.parse(line) as { what: string; change: string; user: string })
      .filter(({ what, change }) => what === "session" && change === "changed");
    expect(told.map(({ user }) => user)).toEqual(users);
  });

  test("tells what reads the same when it is rounded to the last tick, on the clock of the window", async () => {
    const row = B.sessions.active.findIndex(
      (ticks, at) => ticks > 0 && B.sessions.intervalStart[at + 1]! > B.sessions.intervalStart[at]!,
    );
    expect(row).toBeGreaterThanOrEqual(0);
    const active = Float64Array.from(B.sessions.active);
    active[row] = active[row]! + 1_000;
    const { intervals } = B.sessions;
    const to = Float64Array.from(intervals.to);
    const interval = B.sessions.intervalStart[row]!;
    to[interval] = to[interval]! + 1_000;
    const changed: CaseData = { ...B, sessions: { ...B.sessions, active, intervals: { ...intervals, to } } };
    const desk = await compared(B, changed, { first: "screen", kinds: SESSION_KINDS });
    const { rows } = desk.state.get().summary!;
    expect(rows.changed).toBe(1);
    const { changed: facts } = (await desk.difference("changed", 0))!;
    const texts = facts.map(({ a, b }) => `${a} → ${b}`);
    const { format } = clockOf(VIEW.zone, null);
    const away = format.full(intervals.from[interval]!)!;
    expect(texts).toContainEqual(
      expect.stringMatching(/^\d+ h [\d ]+min \d+\.\d+ s → \d+ h [\d ]+min \d+\.\d+ s$/),
    );
    const span = String.raw`\d{4}-\d\d-\d\d [\d:.]+ – [\d:]+\.\d+`;
    expect(texts).toContainEqual(expect.stringMatching(new RegExp(`^${span} → ${span}$`)));
    expect(texts.some((text) => text.startsWith(away))).toBe(true);
    for (const text of texts) expect(text).not.toMatch(/[[\]"]/);
  });

  test("tells the two hours of an autumn night apart by their distance from UTC", async () => {
    const night = Date.parse("2024-10-27T00:30:00Z") - Date.parse("2024-01-01T00:00:00Z");
    const HOUR = 36_000_000_000;
    const ended = (end: number) =>
      buildCase({
        sessions: [
          {
            computer: "PC1",
            user: "anna",
            logonIds: [1],
            start: 0,
            end,
            endReason: "logoff",
            confidence: "exact",
            proofs: [["start", 1, 0]],
          },
        ],
      });
    const [early, late] = [night * 10_000, night * 10_000 + HOUR];
    const desk = await compared(ended(late), ended(early), { first: "other", kinds: SESSION_KINDS });
    const { changed } = (await desk.difference("changed", 0))!;
    expect(changed.find(({ name }) => name === "End")).toEqual({
      name: "End",
      a: "2024-10-27 02:30:00 (UTC+2)",
      b: "2024-10-27 02:30:00 (UTC+1)",
    });
  });

  test("shows no name of either side under masking, and the same alias on both", async () => {
    const desk = await compared(B, A, { masked: true });
    const text = Buffer.from(await encode(desk.save("json"))).toString("utf8");
    for (const name of ["anna", "ben", "PC-014", "192.168.10."])
      expect(text.toLowerCase()).not.toContain(name.toLowerCase());
    expect(desk.state.get().summary!.counts).toEqual((await compared(B, A)).state.get().summary!.counts);
  });

  test("of two that are equal says so, and of a filter that means nothing to sessions leaves all", async () => {
    const equal = (await compared(B, B)).state.get().summary!;
    expect(equal.rows).toEqual({ changed: 0, added: 0, gone: 0, failuresAdded: 0, failuresGone: 0 });
    expect(equal.counts.sessions.same).toBe(B.sessions.length);
    const other = (await compared(B, A, { filter: "status:0xc000006a" })).state.get().summary!;
    expect([other.filtered, other.rows.changed > 0]).toEqual([false, true]);
  });
});

test("only the last of several questions is answered, and none of a desk that was cleared", async () => {
  const desk = await compared(B, A);
  desk.ask({ data: B, view: { ...VIEW, filter: "user:anna" } });
  const last = { data: B, view: { ...VIEW, filter: "user:nobody" } };
  desk.ask(last);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(desk.state.get()).toMatchObject({ phase: "done", answered: last });
  desk.clear();
  expect(desk.state.get()).toMatchObject({ phase: "none", summary: null });
  expect(desk.row("changed", 0)).toBeNull();
  expect(await desk.difference("changed", 0)).toBeNull();
  await expect(encode(desk.save("csv"))).rejects.toThrow("could not be written");
});

test("many sessions of two readings are matched and told apart by their columns", async () => {
  const HOUR = 36_000_000_000;
  const many = (length: number): SessionSketch[] =>
    Array.from({ length }, (_, at) => ({
      computer: `PC${at % 50}`,
      user: `user${at % 700}`,
      logonIds: [at + 1],
      start: at * HOUR,
      end: at * HOUR + 1000,
      endReason: "logoff",
      confidence: "exact",
      proofs: [["start", at + 1, at * HOUR]],
    }));
  const desk = await compared(buildCase({ sessions: many(30_000) }), buildCase({ sessions: many(29_990) }));
  expect(desk.state.get().summary!.counts.sessions).toEqual({ added: 10, gone: 0, changed: 0, same: 29_990 });
});
