import type { ProofRole } from "../../shared/types/names.ts";
import { SESSION_WORDS } from "./texts/session-words.ts";
import { T } from "./texts.ts";

const EDGES: Readonly<Record<number, string>> = SESSION_WORDS.edges;

/** What a proving record shows, in the words of the list "How we know". */
export function proofLabel(role: ProofRole, eventId: number): string {
  if (eventId === 4625) return SESSION_WORDS.refusal;
  const edge = role === "intervalStart" || role === "intervalEnd" ? EDGES[eventId] : undefined;
  return edge ?? T.proofs[role];
}
