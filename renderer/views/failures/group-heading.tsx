import type { FailureGrouping, FailureGroups, FailureTotals } from "../../../shared/engine/failure-groups.ts";
import { visibleText } from "../../../shared/export/visible-text.ts";
import type { CaseData } from "../../../shared/types/case.ts";
import type { Clock } from "../../data/clock.ts";
import { failureReason, failureUser } from "../../data/failure-words.ts";
import { FAILURES } from "../../data/texts/failures.ts";
import { RunTag } from "./run-tag.tsx";

interface FailureHeadingProps {
  readonly data: CaseData;
  readonly clock: Clock;
  readonly groups: FailureGroups;
  readonly totals: FailureTotals;
  readonly by: FailureGrouping;
  readonly group: number;
  /** Whether any of its refusals is one of a burst (1), a spray (2) or both (3). */
  readonly mark: number;
}

/** The line over the refusals of a group: who or whence, how many, when, why, and how it ended. */
export function FailureHeading(props: FailureHeadingProps) {
  const { data, clock, groups, totals, by, group } = props;
  const row = groups.rows[groups.start[group]!]!;
  const size = groups.start[group + 1]! - groups.start[group]!;
  const [from, to] = clock.fromTo(totals.first[group]!, totals.last[group]!);
  const { text, advice } = failureReason(data, row);
  const name = groupName(data, groups, by, group);
  const many = (count: number, words: (count: number) => string) => count > 1 && <span>{words(count)}</span>;
  return (
    <>
      <b className="clip lead" dir="auto" title={name}>
        {name}
      </b>
      <span>{FAILURES.times(size)}</span>
      <RunTag mark={props.mark} />
      {totals.followed[group]! > 0 && (
        <span className="tag tag-fail" title={FAILURES.followedTitle}>
          {FAILURES.followed(totals.followed[group]!)}
        </span>
      )}
      <span>{size === 1 ? from : FAILURES.findings.fromTo(from, to)}</span>
      {by !== "account" && many(totals.accounts[group]!, FAILURES.accounts)}
      {by !== "source" && many(totals.sources[group]!, FAILURES.sources)}
      {by !== "reason" &&
        (totals.reasons[group] === 1 ? (
          <span className="clip" title={advice}>
            {text}
          </span>
        ) : (
          many(totals.reasons[group]!, FAILURES.reasons)
        ))}
      {by === "reason" && advice !== "" && (
        <span className="clip" title={advice}>
          {FAILURES.tryThis} {advice}
        </span>
      )}
    </>
  );
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
