import { ticksToIso } from "../engine/time/iso.ts";
import type { Zone } from "../engine/time/zone.ts";
import type { Verdict } from "../engine/verdicts.ts";
import { verdictText } from "./messages.ts";

/** What a log can answer, as every JSON answer tells it. */
export function verdictRecord(verdict: Verdict, zone: Zone) {
  return {
    key: verdict.key,
    computer: verdict.computer,
    from: ticksToIso(verdict.from),
    to: ticksToIso(verdict.to),
    params: Object.fromEntries(
      Object.entries(verdict.params).map(([name, value]) => [
        name,
        typeof value === "number" ? ticksToIso(value) : value,
      ]),
    ),
    text: verdictText(verdict, zone),
  };
}
