import type { CaseData } from "../../types/case.ts";
import { RULES } from "../../types/names.ts";
import type { Ticks } from "../../types/units.ts";
import { judgeCase } from "../verdicts.ts";

/** What the inputs of a case hold of one computer, as far as it limits what can be known of its sessions. */
export interface ComputerEvidence {
  readonly security: boolean;
  readonly system: boolean;
  /** LocalSessionManager/Operational. */
  readonly localSessions: boolean;
  /** A Security file of it is an export by query. */
  readonly filtered: boolean;
  /** An input with its records is damaged or was not read to the end. */
  readonly damaged: boolean;
  /** A logoff (4634, 4647) of any session is recorded. */
  readonly logoffs: boolean;
  /** When lock and disconnect times should be recorded and are not (verdict `noLock`). */
  readonly locksMissing: readonly (readonly [from: Ticks, to: Ticks])[];
}

/** Evidence by computer key. */
export type CaseEvidence = ReadonlyMap<string, ComputerEvidence>;

const LOCAL_SESSIONS = "Microsoft-Windows-TerminalServices-LocalSessionManager/Operational";
const LOGOFF_RULES: ReadonlySet<number> = new Set([RULES.indexOf("E1"), RULES.indexOf("E2")]);

/** Looks through a case once, so that single sessions can be explained without doing so again. Linear in sessions. */
export function caseEvidence(data: CaseData): CaseEvidence {
  const names = new Map<string, string>();
  for (const { key, name, aliases } of data.computers) {
    for (const spelling of [key, name, ...aliases]) names.set(spelling.toLowerCase(), key);
  }
  const keyOf = (name: string) => names.get(name.toLowerCase()) ?? name.toLowerCase();
  const channels = new Set(data.coverage.map(({ computer, channel }) => `${keyOf(computer)}/${channel}`));
  const filtered = keysOf(
    data.coverage.filter((span) => span.filtered && span.channel === "Security"),
    keyOf,
  );
  const damaged = new Set(
    data.sources
      .filter(({ damage, failure }) => damage.length > 0 || failure !== null)
      .flatMap(({ computers }) => computers.map(keyOf)),
  );
  const noLock = judgeCase(data, Number.NaN).filter(({ key }) => key === "noLock");
  const logoffs = computersWithLogoffs(data);
  return new Map(
    data.computers.map(({ key }) => [
      key,
      {
        security: channels.has(`${key}/Security`),
        system: channels.has(`${key}/System`),
        localSessions: channels.has(`${key}/${LOCAL_SESSIONS}`),
        filtered: filtered.has(key),
        damaged: damaged.has(key),
        logoffs: logoffs.has(key),
        locksMissing: noLock
          .filter(({ computer }) => keyOf(computer) === key)
          .map(({ from, to }) => [from, to] as const),
      },
    ]),
  );
}

function keysOf(
  items: readonly { readonly computer: string }[],
  keyOf: (name: string) => string,
): ReadonlySet<string> {
  return new Set(items.map(({ computer }) => keyOf(computer)));
}

function computersWithLogoffs({ sessions, strings }: CaseData): ReadonlySet<string> {
  const found = new Set<number>();
  for (let row = 0; row < sessions.length; row++) {
    if (LOGOFF_RULES.has(sessions.endRule[row]!)) found.add(sessions.computerKey[row]!);
  }
  return new Set(Array.from(found, (id) => strings[id] ?? ""));
}
