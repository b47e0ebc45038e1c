import { FAILURES } from "../../data/texts/failures.ts";

/** What runs a refusal, or a group of them, is part of: 1 a burst, 2 a spray, 3 both, 0 none. */
export function runText(mark: number): string {
  return mark === 0
    ? ""
    : mark === 1
      ? FAILURES.run.burst
      : mark === 2
        ? FAILURES.run.spray
        : FAILURES.run.both;
}

export function RunTag({ mark }: { readonly mark: number }) {
  return mark === 0 ? null : (
    <span className="tag tag-warn" title={FAILURES.findings.meaning}>
      {runText(mark)}
    </span>
  );
}
