import { nearestWord } from "../../shared/engine/filter/nearest.ts";
import type { OutputZone } from "../../shared/export/output-zone.ts";
import { checkQuestion, type ReportQuestion, takesKinds } from "../../shared/export/report-answer.ts";
import type { PackChoice } from "../../shared/pack/pack-rows.ts";
import type { CaseData } from "../../shared/types/case.ts";
import { REPORT_NAMES, type ReportName } from "../../shared/types/report.ts";
import { usageFailure } from "./exit-codes.ts";
import type { Shown } from "./masking.ts";
import type { Asked } from "./options.ts";
import { momentOf, OWN_OPTIONS, readReportOptions } from "./report-options.ts";

/** The case as it is shown, and what was asked of it. */
type Known = Shown & { readonly zone: OutputZone; readonly choice: PackChoice };

/**
 * Reads which reports a pack is to hold and what they are asked; the questions follow once the case is known. Throws
 * `CommandFailure` before anything is read.
 */
export async function readPackReports(
  asked: Asked,
  named: OutputZone | null,
): Promise<(known: Known) => readonly ReportQuestion[]> {
  const names = reportNames(asked.pack.reports);
  refuseLostOptions(asked, names);
  if (asked.mask && asked.accounts !== undefined) {
    throw usageFailure(
      "With --mask, report dormant takes no --accounts: aliases stand for no name of the list.",
    );
  }
  const read = new Map<ReportName, Awaited<ReturnType<typeof readReportOptions>>>();
  for (const name of names) {
    const own = ownOptions(name, asked);
    read.set(name, await readReportOptions(name, own));
    if (own.at !== undefined || name === "who") momentOf(name, own, named);
  }
  return ({ data, zone, choice, filter, sameFilter }) => {
    if (names.length > 0 && !sameFilter)
      throw usageFailure("With --mask the filter of a report takes whole names only.");
    return names.map((name) => {
      const own = ownOptions(name, asked);
      const options = read.get(name)!;
      const hasFilter = checkQuestion(name, filter, zone) === null;
      const isMoment = name === "who";
      return {
        ...options,
        // Where a file lies says something of the machine, and may name people.
        calendarName:
          options.calendarName === null ? null : asked.mask ? "a file" : baseName(options.calendarName),
        accountsName: options.accountsName === null ? null : baseName(options.accountsName),
        name,
        selection: {
          filter: hasFilter ? filter : "",
          kinds: asked.kind !== undefined && takesKinds(name) ? choice.kinds : null,
          from: isMoment ? Number.NaN : choice.from,
          to: isMoment ? Number.NaN : choice.to,
        },
        options: { ...options.options, at: atOf(name, own, zone, data) },
      };
    });
  };
}

function reportNames(given: readonly string[]): readonly ReportName[] {
  const names = given.flatMap((text) => text.split(",")).map((text) => text.trim());
  const found = names.map((text) => {
    const name = REPORT_NAMES.find((each) => each === text);
    if (name !== undefined) return name;
    const nearest = nearestWord(text, REPORT_NAMES);
    const hint = nearest === null ? "" : ` Did you mean "${nearest}"?`;
    throw usageFailure(`--report: There is no report "${text}". Reports: ${REPORT_NAMES.join(", ")}.${hint}`);
  });
  return [...new Set(found)];
}

/** An option of a report that is not asked for would do nothing. */
function refuseLostOptions(asked: Asked, names: readonly ReportName[]): void {
  for (const [option, report] of Object.entries(OWN_OPTIONS)) {
    if (asked[option as keyof typeof OWN_OPTIONS] === undefined) continue;
    if (names.includes(report) || (option === "at" && names.includes("d365"))) continue;
    throw usageFailure(`--${option} belongs to report ${report}: add --report ${report}.`);
  }
}

/** What was typed, without the options of other reports. */
function ownOptions(name: ReportName, asked: Asked): Asked {
  const of = <Option extends keyof typeof OWN_OPTIONS>(option: Option): string | undefined =>
    OWN_OPTIONS[option] === name || (option === "at" && name === "d365") ? asked[option] : undefined;
  return {
    ...asked,
    at: of("at"),
    by: of("by"),
    calendar: of("calendar"),
    days: of("days"),
    accounts: of("accounts"),
  };
}

/** Nothing in a pack depends on when it is made: today of `d365` is the end of the logs unless it is named. */
function atOf(name: ReportName, own: Asked, zone: OutputZone, data: CaseData): number {
  return name === "d365" && own.at === undefined ? data.newest : momentOf(name, own, zone);
}

function baseName(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path;
}
