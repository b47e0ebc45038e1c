import { ACT } from "../../types/act-table.ts";
import { CONFIDENCES, END_REASONS, SESSION_KINDS } from "../../types/names.ts";
import type { ReportRowOf } from "../../types/report.ts";
import { TICKS_PER_SECOND } from "../time/calendar.ts";
import { accountName } from "./attempts.ts";
import { CellTexts, newestFirst } from "./names-of.ts";
import { type Line, line, type ReportInput, type ReportPart } from "./report.ts";
import { firstFrom, put } from "./sorted.ts";

type Row = ReportRowOf<"runas">;

const SECONDARY = SESSION_KINDS.indexOf("secondary");
const NEW_CREDENTIALS = SESSION_KINDS.indexOf("newCredentials");
/** The logon stands this near its 4648. */
const BESIDE = 5 * TICKS_PER_SECOND;

/**
 * Who used whose credentials beside his own: 4648 records of people, with the logon that came of them. `runAs` made a
 * session for the other account, `networkOnly` one that uses it on other computers only, `credentials` none that is
 * recorded here (a mapped drive, a remote desktop to elsewhere).
 */
export function runasReport(input: ReportInput): ReportPart<"runas"> {
  const { data } = input;
  const { acts, strings } = data;
  const text = (id: number) => strings[id] ?? "";
  const uses: number[] = [];
  for (let at = 0; at < acts.length; at++) if (acts.kind[at] === ACT.explicitCredentials) uses.push(at);
  const kept = input.keep(
    uses.map((at) => ({
      time: acts.time[at]!,
      computer: text(acts.computer[at]!),
      user: text(acts.user[at]!),
      domain: text(acts.domain[at]!),
      sid: text(acts.sid[at]!),
      sourceAddress: text(acts.sourceAddress[at]!),
      workstation: text(acts.place[at]!),
    })),
  );
  const made = new MadeSessions(input);
  const lines = kept.map((position) => lineOf(input, uses[position]!, made));
  for (const row of made.unexplained(uses)) lines.push(sessionLine(input, row));
  lines.sort((a, b) => newestFirst(a.cells.time, b.cells.time));
  return {
    lines,
    totals: {
      uses: lines.length,
      users: new Set(lines.map(({ cells }) => cells.sid ?? cells.user)).size,
      targets: new Set(lines.map(({ cells }) => cells.target?.toLowerCase())).size,
    },
    caveats: ["elevatedIsNotUsed"],
  };
}

/** Sessions that other credentials made, by computer and time. */
class MadeSessions {
  readonly #input: ReportInput;
  readonly #byComputer = new Map<number, number[]>();

  constructor(input: ReportInput) {
    this.#input = input;
    const { sessions } = input.data;
    for (let row = 0; row < sessions.length; row++) {
      const kind = sessions.kind[row];
      if (kind !== SECONDARY && kind !== NEW_CREDENTIALS) continue;
      if (!Number.isNaN(sessions.start[row]!)) put(this.#byComputer, sessions.computerKey[row]!, row);
    }
    for (const rows of this.#byComputer.values()) {
      rows.sort((a, b) => sessions.start[a]! - sessions.start[b]! || a - b);
    }
  }

  /** Sessions in the window that no act of a person explains: Windows itself asked for the credentials (UAC). */
  unexplained(uses: readonly number[]): readonly number[] {
    const { data, keep } = this.#input;
    const { sessions, strings } = data;
    const explained = new Set(uses.map((at) => this.of(at)));
    const rows = [...this.#byComputer.values()]
      .flat()
      .filter((row) => !explained.has(row))
      .filter((row) => sessions.kind[row] === NEW_CREDENTIALS || sessions.targetServer[row] !== 0);
    const text = (id: number) => strings[id] ?? "";
    return keep(
      rows.map((row) => ({
        time: sessions.start[row]!,
        computer: text(sessions.computer[row]!),
        user: text(sessions.user[row]!),
        domain: text(sessions.domain[row]!),
        sid: text(sessions.sid[row]!),
        sourceAddress: text(sessions.sourceAddress[row]!),
      })),
    ).map((position) => rows[position]!);
  }

  /** The session of an act; each act of the same moment may have the same one. */
  of(at: number): number {
    const { acts, sessions, strings } = this.#input.data;
    const rows = this.#byComputer.get(acts.computerKey[at]!) ?? [];
    const time = acts.time[at]!;
    const target = accountName(strings[acts.detail[at]!] ?? "");
    for (let i = firstFrom(rows, (row) => sessions.start[row]!, time - BESIDE); i < rows.length; i++) {
      const row = rows[i]!;
      if (sessions.start[row]! > time + BESIDE) return -1;
      // A type 9 logon keeps the name of its maker: there the session it was made in counts.
      const isSame =
        sessions.kind[row] === NEW_CREDENTIALS
          ? sessions.userKey[row] === acts.userKey[at] ||
            (acts.session[at]! >= 0 && sessions.parent[row] === acts.session[at])
          : accountName(strings[sessions.user[row]!] ?? "") === target;
      if (isSame) return row;
    }
    return -1;
  }
}

function lineOf({ data }: ReportInput, at: number, made: MadeSessions): Line<Row> {
  const { acts, sessions, strings } = data;
  const texts = new CellTexts(data);
  const row = made.of(at);
  const within = acts.session[at]!;
  const rows = [row, within].filter((each) => each >= 0);
  return line(
    {
      key: null,
      time: acts.time[at]!,
      ...texts.account(acts, at),
      computer: texts.text(acts.computer[at]!),
      target: texts.text(acts.detail[at]!),
      server: texts.text(acts.place[at]!),
      process: (strings[acts.process[at]!] ?? "").replace(/^.*[\\/]/, "") || null,
      how: row < 0 ? "credentials" : sessions.kind[row] === SECONDARY ? "runAs" : "networkOnly",
      end: row < 0 ? Number.NaN : sessions.end[row]!,
      endReason: row < 0 ? null : END_REASONS[sessions.endReason[row]!]!,
      confidence: row < 0 ? null : CONFIDENCES[sessions.confidence[row]!]!,
    },
    rows,
  );
}

/** A session for another account that stands alone; who asked for it is the session it was made in, if that is known. */
function sessionLine({ data }: ReportInput, row: number): Line<Row> {
  const { sessions, strings } = data;
  const texts = new CellTexts(data);
  const parent = sessions.parent[row]!;
  const nobody = { user: null, domain: null, sid: null };
  return line(
    {
      key: null,
      time: sessions.start[row]!,
      ...(parent >= 0 ? texts.account(sessions, parent) : nobody),
      computer: texts.text(sessions.computer[row]!),
      target: texts.text(sessions.user[row]!),
      server: texts.text(sessions.targetServer[row]!),
      process: (strings[sessions.process[row]!] ?? "").replace(/^.*[\\/]/, "") || null,
      how: sessions.kind[row] === SECONDARY ? "runAs" : "networkOnly",
      end: sessions.end[row]!,
      endReason: END_REASONS[sessions.endReason[row]!]!,
      confidence: CONFIDENCES[sessions.confidence[row]!]!,
    },
    [row],
  );
}
