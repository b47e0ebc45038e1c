import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { problemsOf } from "../../shared/contract/schema-shape.ts";
import { ANSWERS, type SessionsAnswer } from "../../shared/contract/schemas.ts";
import { DEFAULT_SETTINGS } from "../../shared/types/settings.ts";
import { endEvent } from "../host/case-end.ts";
import { streamEvents } from "../worker/events-job.ts";
import { readInfo } from "../worker/info-job.ts";
import type { JobContext } from "../worker/job-context.ts";
import { openCase } from "../worker/open-case-job.ts";
import type { CliHost } from "./environment.ts";
import { main } from "./main.ts";

/*
 * Commands over real logs, whole: the worker's jobs run in this thread, everything else is as it is in use. Every
 * answer must fit its schema, and the same question must get the same bytes.
 */

const SAMPLES = new URL("../../../shared/samples/", import.meta.url);
const present = existsSync(SAMPLES);
const names = present ? readdirSync(SAMPLES).filter((name) => /\.(evtx|xml|evt)$/.test(name)) : [];
const path = (name: string) => fileURLToPath(new URL(name, SAMPLES));
let compared = 0;
afterAll(() => {
  console.log(
    `command line over real logs: ${compared} answers compared, ${present ? 0 : "all samples"} skipped`,
  );
});

const files = (paths: readonly string[]) =>
  paths.map((each) => ({ path: each, name: each, folder: null, failure: null }));
const context = (post: JobContext["post"] = () => {}): JobContext => ({
  cancel: { cancelled: false },
  post,
  waitForRoom() {},
});
const host: CliHost = {
  openCasePaths: async (paths) =>
    endEvent({
      ok: true,
      value: openCase({ files: files(paths), settings: DEFAULT_SETTINGS, early: false }, context()),
    }),
  async streamEvents(paths, options, onBlock) {
    const lines: Uint8Array[] = [];
    const outcome = streamEvents(
      files(paths),
      options,
      context((news) => news.type === "lines" && lines.push(news.bytes)),
    );
    for (const block of lines) await onBlock(block);
    return { ok: true, ...outcome };
  },
  inspect: async (paths) => ({ ok: true, ...readInfo(files(paths), context()) }),
  close: async () => {},
};

async function run(...args: string[]) {
  let out = "";
  const sink = (take: (text: string) => void) => ({
    write(chunk: string | Uint8Array, callback?: (error?: Error | null) => void) {
      take(typeof chunk === "string" ? chunk : new TextDecoder().decode(chunk));
      callback?.(null);
      return true;
    },
    on() {},
  });
  const code = await main(
    {
      stdout: sink((text) => (out += text)),
      stderr: sink(() => {}),
      machineZone: "UTC",
      signal: new AbortController().signal,
      createHost: async () => host,
      serve: async () => {},
    },
    args,
  );
  return { code, out };
}

describe.skipIf(!present)("every sample", () => {
  test.each(names)("%s", async (name) => {
    for (const args of [
      ["sessions", "--kind", "all"],
      ["failures"],
      ["info"],
      ["report", "who", "--at", "2021-02-12T12:34:00Z"],
    ]) {
      const line = [...args, path(name), "--format", "json"];
      const { code, out } = await run(...line);
      if (code === 1 && args[0] !== "info") {
        expect([out, name.endsWith(".evt")]).toEqual(["", true]);
        continue;
      }
      const answer = JSON.parse(out) as { schema: string };
      expect(problemsOf(ANSWERS[answer.schema]!, answer)).toEqual([]);
      compared++;
    }
  });

  test("the same question gets the same bytes, in every format", async () => {
    for (const format of ["table", "csv", "json", "jsonl"]) {
      const line = ["sessions", path("dc-rdp-security.evtx"), "--kind", "all", "--format", format];
      const { out } = await run(...line);
      expect(out.length).toBeGreaterThan(200);
      expect((await run(...line)).out).toBe(out);
      compared++;
    }
  });

  test("logons add up: read is used and what was set aside", async () => {
    const { out } = await run("sessions", path("win7-security.evtx"), "--format", "json");
    const { counts, sessions } = JSON.parse(out) as SessionsAnswer;
    const aside = Object.values(counts.logons.byClass).reduce((sum, count) => sum + count, 0);
    expect(counts.logons.read).toBe(counts.logons.used + aside);
    // Figures known for this log: 583 logons, 40 desktop sessions.
    expect([counts.logons.read, sessions.length]).toEqual([583, 40]);
    compared++;
  });

  test("an .evtx and the XML made from it give the same sessions", async () => {
    const values = async (name: string) => {
      const { out } = await run("sessions", path(name), "--kind", "all", "--format", "json");
      const { sessions } = JSON.parse(out) as SessionsAnswer;
      // Byte offsets are those of each file.
      return sessions.map(({ startRecord, endRecord, ...rest }) => [
        rest,
        startRecord?.recordId,
        endRecord?.recordId,
      ]);
    };
    expect(await values("dc-rdp-security.xml")).toEqual(await values("dc-rdp-security.evtx"));
    compared++;
  });

  test("events: every record once with --all, and a filter that keeps what it names", async () => {
    const all = await run("events", path("win7-security.evtx"), "--all", "--format", "jsonl");
    const lines = all.out.trimEnd().split("\n");
    expect(lines).toHaveLength(2261);
    const logons = await run(
      "events",
      path("win7-security.evtx"),
      "--format",
      "jsonl",
      "--filter",
      "eventid:4624",
    );
    expect(logons.out.trimEnd().split("\n")).toHaveLength(583);
    compared++;
  });
});
