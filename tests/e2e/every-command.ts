import { join } from "node:path";
import { REPORT_NAMES } from "../../shared/types/report.ts";
import type { TellingLogs } from "./telling-logs.ts";

/** One start of the command line. */
export interface Command {
  readonly args: readonly string[];
  /** What it reads from standard input. */
  readonly input?: string;
  /** Exit codes that it may end with. */
  readonly codes: readonly number[];
}

const FORMATS = ["table", "csv", "json", "jsonl", "xlsx", "html", "parquet"] as const;

/**
 * Every command of the program over the same logs, with every format at least once, every report, and what goes
 * wrong: damage, no place for the output, a question that is none. Outputs go to numbered files in `out`.
 */
export function everyCommand({ sound, troubled }: TellingLogs, out: string, events: string): Command[] {
  let files = 0;
  const to = (ending: string): string[] => ["--out", join(out, `${++files}.${ending}`)];
  const all = [...sound, ...troubled];
  const pack = join(out, "pack.zip");
  const done = [0];
  const damaged = [3];
  const log = sound[0]!;
  return [
    ...FORMATS.map((format) => ({
      args: ["sessions", ...all, "--format", format, ...to(format)],
      codes: damaged,
    })),
    {
      args: ["sessions", log, "--partition", "computer,day", "--format", "csv", "--out", join(out, "parts")],
      codes: done,
    },
    {
      args: ["sessions", log, "--mask-key", join(out, "mask.json"), "--progress", "json", ...to("csv")],
      codes: done,
    },
    { args: ["failures", ...all, "--format", "html", ...to("html")], codes: damaged },
    { args: ["events", ...all, "--all", "--recovered", "--format", "jsonl", ...to("jsonl")], codes: damaged },
    { args: ["events", ...sound, "--format", "xlsx", ...to("xlsx")], codes: done },
    { args: ["info", ...all, "--format", "json", ...to("json")], codes: damaged },
    { args: ["coverage", ...all, "--format", "json", ...to("json")], codes: damaged },
    { args: ["report", "who", ...sound, "--at", "2024-01-01", "--format", "csv", ...to("csv")], codes: done },
    { args: ["report", "hours", ...all, "--format", "xlsx", ...to("xlsx")], codes: damaged },
    { args: ["pair", "--format", "csv", "--progress", "json", ...to("csv")], input: events, codes: done },
    { args: ["pair", ...to("jsonl")], input: `${events}{"user":"qxwanda`, codes: [0, 1, 3] },
    { args: ["rules", ...to("txt")], codes: [0, 2] },
    { args: ["scripts", "--out", join(out, "scripts")], codes: done },
    { args: ["collect", "--out", join(out, "collected")], codes: [1, 2] },
    {
      args: ["pack", ...sound, "--out", pack, "--report", REPORT_NAMES.join(","), "--at", "2024-01-01"],
      codes: done,
    },
    { args: ["verify", pack, ...sound], codes: [0, 3] },
    { args: ["compare", pack, log, "--format", "json", ...to("json")], codes: done },
    // What goes wrong.
    { args: ["sessions", ...troubled, "--progress", "json", ...to("csv")], codes: [1, 3] },
    { args: ["sessions", join(out, "nowhere.evtx")], codes: [1] },
    { args: ["sessions", log, "--filter", "usr:qxwandering"], codes: [2] },
    { args: ["sessions", log, "--out", join(out, "no/such/place.csv")], codes: [4] },
    { args: ["sessions", log, "--out", log], codes: [2, 4] },
    { args: ["verify", troubled[3]!], codes: [1] },
    { args: ["nonsense", log], codes: [2] },
  ];
}
