import type { FailureGrouping, FailureGroups, FailureTotals } from "../../shared/engine/failure-groups.ts";
import { visibleText } from "../../shared/export/visible-text.ts";
import type { CaseData } from "../../shared/types/case.ts";
import type { Clock } from "./clock.ts";
import { failureReason, failureUser } from "./failure-words.ts";
import { FAILURES } from "./texts/failures.ts";

/** What stands over the refusals of a group; a part that says nothing is empty. */
export interface FailureGroupWords {
  readonly name: string;
  readonly times: string;
  /** Sign-ins that went through afterwards. */
  readonly followed: string;
  readonly when: string;
  readonly accounts: string;
  readonly sources: string;
  /** Why, with what to try in `advice`. */
  readonly why: string;
  readonly advice: string;
}

/** The heading of a group in words, for the screen and for what is saved of it. */
export function failureGroupWords(
  data: CaseData,
  clock: Clock,
  groups: FailureGroups,
  totals: FailureTotals,
  by: FailureGrouping,
  group: number,
): FailureGroupWords {
  const row = groups.rows[groups.start[group]!]!;
  const size = groups.start[group + 1]! - groups.start[group]!;
  const [from, to] = clock.fromTo(totals.first[group]!, totals.last[group]!);
  const { text, advice } = failureReason(data, row);
  const many = (count: number, words: (count: number) => string) => (count > 1 ? words(count) : "");
  const followed = totals.followed[group]!;
  const reasons = totals.reasons[group] === 1 ? text : many(totals.reasons[group]!, FAILURES.reasons);
  const tryThis = advice === "" ? "" : `${FAILURES.tryThis} ${advice}`;
  return {
    name: groupName(data, groups, by, group),
    times: FAILURES.times(size),
    followed: followed > 0 ? FAILURES.followed(followed) : "",
    when: size === 1 ? from : FAILURES.findings.fromTo(from, to),
    accounts: by === "account" ? "" : many(totals.accounts[group]!, FAILURES.accounts),
    sources: by === "source" ? "" : many(totals.sources[group]!, FAILURES.sources),
    why: by === "reason" ? tryThis : reasons,
    advice: by === "reason" || totals.reasons[group] === 1 ? advice : "",
  };
}

/** The same in one line. */
export function failureGroupLine({
  name,
  times,
  followed,
  when,
  accounts,
  sources,
  why,
}: FailureGroupWords): string {
  return [name, times, followed, when, accounts, sources, why].filter((part) => part !== "").join(" · ");
}

function groupName(data: CaseData, groups: FailureGroups, by: FailureGrouping, group: number): string {
  const row = groups.rows[groups.start[group]!]!;
  switch (by) {
    case "account": {
      const domain = visibleText(data.strings[data.failures.domain[row]!] ?? "");
      const user = failureUser(data, row);
      // The same name in two domains is two accounts.
      return domain === "" || user.includes("\\") || user.includes("@") ? user : `${domain}\\${user}`;
    }
    case "source":
      return visibleText(data.strings[groups.key[group]!] ?? "") || FAILURES.noSource;
    case "reason":
      return failureReason(data, row).text;
  }
}
