import { type LaneBy, type LaneTable, leadRow, trailOf } from "../../../shared/engine/lanes.ts";
import { visibleText } from "../../../shared/export/visible-text.ts";
import type { CaseData } from "../../../shared/types/case.ts";
import { SESSION_KINDS, type SessionKind } from "../../../shared/types/names.ts";
import { lengthText } from "../../data/length-text.ts";
import { T } from "../../data/texts.ts";
import { computerNames } from "./machine-marks.ts";

/** A filter term that keeps what a lane stands for. */
export interface LaneTerm {
  readonly field: "user" | "computer" | "ip" | "workstation";
  readonly value: string;
  /** As it is shown. */
  readonly name: string;
}

const PEOPLE: readonly SessionKind[] = ["desktop", "secondary", "script", "cloud"];
const IS_PERSON = Uint8Array.from({ length: 256 }, (_, code) =>
  PEOPLE.includes(SESSION_KINDS[code] ?? "system") ? 1 : 0,
);

/** 1 for lanes in which a person was at work, by lane. */
export function personLanes(data: CaseData, lanes: LaneTable): Uint8Array {
  const out = new Uint8Array(lanes.length);
  const { kind } = data.sessions;
  const { rows, trackStart, firstTrack } = lanes;
  for (let lane = 0, i = 0; lane < lanes.length; lane++) {
    for (const end = trackStart[firstTrack[lane + 1]!]!; i < end; i++)
      out[lane]! |= IS_PERSON[kind[rows[i]!]!]!;
  }
  return out;
}

/** 0 for lanes of event logs, 1 of logon scripts, 2 of cloud trails, by lane. */
export function trailLanes(data: CaseData, lanes: LaneTable): Uint8Array {
  return Uint8Array.from({ length: lanes.length }, (_, lane) => trailOf(data.sessions, leadRow(lanes, lane)));
}

/** Columns that name the account and the computer, of sessions and of failures. */
interface Named {
  readonly user: Uint32Array;
  readonly domain: Uint32Array;
  readonly sid: Uint32Array;
  readonly computer: Uint32Array;
  readonly computerKey: Uint32Array;
}

export function userLabel({ strings }: CaseData, table: Named, row: number): string {
  return visibleText(strings[table.user[row]!] || strings[table.sid[row]!] || T.noUser);
}

export function computerLabel(data: CaseData, table: Named, row: number): string {
  const key = data.strings[table.computerKey[row]!] ?? "";
  return visibleText(computerNames(data).get(key) || data.strings[table.computer[row]!] || T.noComputer);
}

/** Name of a lane: of a user, of a computer, or `anna on PC-014` where both are needed. */
export function laneLabel(data: CaseData, table: Named, row: number, by: LaneBy, alone: boolean): string {
  if (by === "computer") return computerLabel(data, table, row);
  const user = userLabel(data, table, row);
  return by === "user" || alone ? user : T.lanes.userOn(user, computerLabel(data, table, row));
}

/** Terms that keep a lane; one for each of what it stands for, none for what has no name. */
export function laneTerms(data: CaseData, table: Named, row: number, by: LaneBy): readonly LaneTerm[] {
  const terms: LaneTerm[] = [];
  const user = userValue(data, table, row);
  if (by !== "computer" && user !== "")
    terms.push({ field: "user", value: user, name: userLabel(data, table, row) });
  const computer = data.strings[table.computer[row]!] ?? "";
  if (by !== "user" && computer !== "")
    terms.push({ field: "computer", value: computer, name: computerLabel(data, table, row) });
  return terms;
}

/** The account as a filter finds it: with its domain, which tells namesakes apart, or by SID. */
function userValue({ strings }: CaseData, table: Named, row: number): string {
  const user = strings[table.user[row]!] ?? "";
  const domain = strings[table.domain[row]!] ?? "";
  if (user === "") return strings[table.sid[row]!] ?? "";
  return domain === "" ? user : `${domain}\\${user}`;
}

export function kindText(data: CaseData, lanes: LaneTable, lane: number): string {
  return T.lanes.kinds[SESSION_KINDS[data.sessions.kind[leadRow(lanes, lane)]!] ?? "system"];
}

/** `38 h`, `40 min`: only the larger unit, a lane's margin is narrow. Hours until they fill a week. */
export function shortTime(ticks: number): string {
  const hours = ticks / 36_000_000_000;
  if (hours >= 1 && hours < 168) return `${Math.round(hours)} h`;
  return (lengthText(ticks) ?? "").replace(/^([\d,]+ (?:d|h|min|s)) .*/, "$1");
}
