import { readFile, stat } from "node:fs/promises";
import { readMoment } from "../../shared/engine/filter/window.ts";
import { epochMsToTicks } from "../../shared/engine/time/calendar.ts";
import { type OutputZone, requestedZone } from "../../shared/export/output-zone.ts";
import {
  MOST_OPTION_BYTES,
  type ReportQuestion,
  readAccounts,
  readCalendar,
} from "../../shared/export/report-answer.ts";
import { COUNT_GROUPS, type ReportName } from "../../shared/types/report.ts";
import { usageFailure } from "./exit-codes.ts";
import type { Asked, OptionName } from "./options.ts";

/** Options that only one report takes. */
export const OWN_OPTIONS = {
  at: "who",
  by: "counts",
  calendar: "out-of-hours",
  days: "dormant",
  accounts: "dormant",
} as const satisfies Partial<Record<OptionName, ReportName>>;

const MOST_DAYS = 36_500;

/** What a report is asked, without the moment of `who`, which may wait for the zone. */
export type ReadReportOptions = Omit<ReportQuestion, "name" | "selection">;

/** Reads what `--by`, `--days`, `--calendar` and `--accounts` say. Throws `CommandFailure`. */
export async function readReportOptions(name: ReportName, asked: Asked): Promise<ReadReportOptions> {
  for (const [option, report] of Object.entries(OWN_OPTIONS)) {
    // What `who` takes as its moment, `d365` takes as today.
    const isToday = name === "d365" && option === "at";
    if (report !== name && !isToday && asked[option as keyof typeof OWN_OPTIONS] !== undefined) {
      throw usageFailure(`report ${name} does not take --${option}; it belongs to report ${report}.`);
    }
  }
  const by = COUNT_GROUPS.find((each) => each === asked.by?.toLowerCase());
  if (asked.by !== undefined && by === undefined) {
    throw usageFailure(`--by takes ${COUNT_GROUPS.join(", ")}; not "${asked.by}".`);
  }
  const calendar =
    asked.calendar === undefined
      ? undefined
      : wellRead(
          "--calendar",
          readCalendar(await textOf("--calendar", asked.calendar, MOST_OPTION_BYTES.calendar)),
        );
  const accounts =
    asked.accounts === undefined
      ? undefined
      : wellRead(
          "--accounts",
          readAccounts(await textOf("--accounts", asked.accounts, MOST_OPTION_BYTES.accounts)),
        );
  return {
    calendarName: asked.calendar ?? null,
    accountsName: asked.accounts ?? null,
    calendarZone: calendar === undefined || calendar.zone === null ? null : await zoneOf(calendar.zone),
    options: {
      ...(by === undefined ? {} : { by }),
      ...(asked.days === undefined ? {} : { days: daysOf(asked.days) }),
      ...(calendar === undefined ? {} : { calendar }),
      ...(accounts === undefined ? {} : { accounts }),
    },
  };
}

/** The moment of `who`, and what counts as today for `d365`; `NaN` for other reports. */
export function momentOf(name: ReportName, asked: Asked, zone: OutputZone | null): number {
  if (name === "d365" && asked.at === undefined) return epochMsToTicks(Date.now());
  if (name !== "who" && name !== "d365") return Number.NaN;
  if (asked.at === undefined) {
    throw usageFailure('report who needs a moment, such as --at "2024-03-06 14:05".');
  }
  const time = readMoment("--at", asked.at, zone);
  if (typeof time === "string") throw usageFailure(time);
  return time;
}

function daysOf(text: string): number {
  const days = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (days >= 1 && days <= MOST_DAYS) return days;
  throw usageFailure(`--days takes a whole number from 1 to ${MOST_DAYS}; not "${text}".`);
}

async function zoneOf(name: string): Promise<OutputZone> {
  const zone = await requestedZone(name);
  if (typeof zone === "string") throw usageFailure(`--calendar: zone: ${zone}`);
  return zone;
}

/** A small text file that an option names. */
async function textOf(option: string, path: string, most: number): Promise<string> {
  const found = await stat(path).catch(() => null);
  if (found === null) throw usageFailure(`${option}: there is no file ${path}.`);
  if (!found.isFile()) throw usageFailure(`${option}: ${path} is not a file.`);
  if (found.size > most) throw usageFailure(`${option}: ${path} is too large.`);
  return readFile(path, "utf8").catch(() => {
    throw usageFailure(`${option}: ${path} could not be read.`);
  });
}

function wellRead<Value>(
  option: string,
  result: { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly problem: string },
): Value {
  if (!result.ok) throw usageFailure(`${option}: ${result.problem}`);
  return result.value;
}
