import { caseEvidence } from "../../shared/engine/explain/case-evidence.ts";
import { whatWouldHelp } from "../../shared/engine/explain/what-would-help.ts";
import type { CaseData } from "../../shared/types/case.ts";
import { helpText } from "./engine-texts.ts";
import { memoByObject } from "./memo.ts";

const evidenceOf = memoByObject((data: CaseData) => caseEvidence(data));

/** What would make a session surer, a sentence each, the most useful first; empty when nothing would. */
export function surerTexts(data: CaseData, row: number): readonly string[] {
  return whatWouldHelp(evidenceOf(data), data, row).map(helpText);
}
