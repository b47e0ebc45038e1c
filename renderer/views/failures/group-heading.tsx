import type { FailureGroupWords } from "../../data/failure-group-words.ts";
import { FAILURES } from "../../data/texts/failures.ts";
import { RunTag } from "./run-tag.tsx";

interface FailureHeadingProps {
  readonly words: FailureGroupWords;
  /** Whether any of its refusals is one of a burst (1), a spray (2) or both (3). */
  readonly mark: number;
}

/** The line over the refusals of a group: who or whence, how many, when, why, and how it ended. */
export function FailureHeading({ words, mark }: FailureHeadingProps) {
  const { name, times, followed, when, accounts, sources, why, advice } = words;
  return (
    <>
      <b className="clip lead" dir="auto" title={name}>
        {name}
      </b>
      <span>{times}</span>
      <RunTag mark={mark} />
      {followed !== "" && (
        <span className="tag tag-fail" title={FAILURES.followedTitle}>
          {followed}
        </span>
      )}
      <span>{when}</span>
      {accounts !== "" && <span>{accounts}</span>}
      {sources !== "" && <span>{sources}</span>}
      {why !== "" && (
        <span className="clip" title={advice}>
          {why}
        </span>
      )}
    </>
  );
}
