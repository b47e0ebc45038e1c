import { useMemo } from "react";
import { visibleText } from "../../../shared/export/visible-text.ts";
import type { CaseData } from "../../../shared/types/case.ts";
import { archiveFacts } from "../../data/coverage-texts.ts";
import { useClock } from "../../state/app.ts";

/** What archives of scheduled runs among the inputs say: gaps between runs, missing and changed files. */
export function ArchiveNotes({ data }: { readonly data: CaseData }) {
  const clock = useClock();
  const facts = useMemo(() => archiveFacts(data, clock.zone), [data, clock]);
  if (facts.length === 0) return null;
  return (
    <ul className="archive-notes">
      {facts.map((fact) => (
        <li key={fact}>{visibleText(fact)}</li>
      ))}
    </ul>
  );
}
