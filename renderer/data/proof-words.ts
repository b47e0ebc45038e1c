import type { ProofRole } from "../../shared/types/names.ts";
import { T } from "./texts.ts";

/** What the records at the edges of an interval say; 4624 stands there for an unlock of Windows 10 and later. */
const EDGES: Readonly<Record<number, string>> = {
  1: "Asleep and awake again",
  24: "Disconnected",
  25: "Reconnected",
  42: "Asleep",
  107: "Awake",
  506: "Standby",
  507: "Awake",
  4616: "Clock moved on",
  4624: "In use again",
  4778: "Reconnected",
  4779: "Disconnected",
  4800: "Locked",
  4801: "Unlocked",
  4802: "Screen saver on",
  4803: "Screen saver off",
};

/** What a proving record shows, in the words of the list "How we know". */
export function proofLabel(role: ProofRole, eventId: number): string {
  if (eventId === 4625) return "Refused";
  const edge = role === "intervalStart" || role === "intervalEnd" ? EDGES[eventId] : undefined;
  return edge ?? T.proofs[role];
}
