import { isImportAnswers } from "../../shared/contract/guard-text.ts";
import type { CaseData } from "../../shared/types/case.ts";
import type { ImportAnswers } from "../../shared/types/text-import.ts";

/** Forms of exports that are remembered; the oldest go first. */
export const MAX_REMEMBERED = 100;

/** Remembered answers out of storage; what is none is left out. */
export function rememberedFrom(value: unknown): readonly ImportAnswers[] {
  if (!Array.isArray(value)) return [];
  return value
    .slice(0, MAX_REMEMBERED)
    .filter(isImportAnswers)
    .filter(({ signature, file }) => signature !== null && file === null);
}

/**
 * The first source of which something had to be assumed; -1 when there is none. Up to when an export of Dynamics 365 was
 * asked for is left to whoever looks at what it covers.
 */
export function openQuestion({ sources }: Pick<CaseData, "sources">): number {
  return sources.findIndex(
    ({ text, cloud }) =>
      (text !== undefined && text.questions.length > 0) ||
      (cloud?.questions.some((question) => question !== "windowEnd") ?? false),
  );
}
