import { ACT } from "../../types/act-table.ts";
import { CONFIDENCES, END_REASONS } from "../../types/names.ts";
import type { ReportRowOf } from "../../types/report.ts";
import { TICKS_PER_SECOND } from "../time/calendar.ts";
import { accountName } from "./attempts.ts";
import { signsOf } from "./connections.ts";
import { CellTexts, newestFirst } from "./names-of.ts";
import { type Line, line, type ReportInput, type ReportPart } from "./report.ts";
import { firstFrom, put } from "./sorted.ts";
import { givenAddress, givenClient, isLoopback } from "./source-of.ts";
import { isInside } from "./spans.ts";

type Row = ReportRowOf<"remote">;
type What = NonNullable<Row["what"]>;

const REMOTE_TYPES: ReadonlySet<number> = new Set([10, 12]);
/** Remote Desktop checks a user this long before he is signed in, at most. */
const CHECK = 120 * TICKS_PER_SECOND;
/** An unlock this near a reconnect is the same arrival. */
const ARRIVAL = 10 * TICKS_PER_SECOND;

/** One arrival at a session, before it is known until when it lasted. */
interface Arrival {
  readonly time: number;
  readonly what: What;
  readonly address: string | null;
  readonly client: string | null;
}

/**
 * Sessions over the network, a line for every connection: the sign-in, each reconnect, each unlock from another
 * computer. A source of 127.0.0.1 means a tunnel: somebody came through another program of the machine itself.
 */
export function remoteReport(input: ReportInput): ReportPart<"remote"> {
  const { data } = input;
  const { sessions, acts } = data;
  const texts = new CellTexts(data);
  const signs = signsOf(data, input.rows);
  const checks = new Checks(input);
  const lines: Line<Row>[] = [];
  for (const row of input.rows) {
    const own = signs.get(row) ?? [];
    const arrivals = arrivalsOf(input, texts, checks, row, own);
    const leaves = own.filter((at) => acts.kind[at] === ACT.disconnected).map((at) => acts.time[at]!);
    for (const [at, arrival] of arrivals.entries()) {
      if (!isInside(arrival.time, input)) continue;
      const next = arrivals[at + 1]?.time ?? Number.POSITIVE_INFINITY;
      const leave = leaves[firstFrom(leaves, (time) => time, arrival.time)];
      const left = leave !== undefined && leave < next && !(leave > sessions.end[row]!) ? leave : undefined;
      const untilIs = left !== undefined ? "disconnect" : next < Number.POSITIVE_INFINITY ? "next" : "end";
      lines.push(
        line(
          {
            key: null,
            time: arrival.time,
            what: arrival.what,
            ...texts.account(sessions, row),
            computer: texts.text(sessions.computer[row]!),
            sourceAddress: arrival.address,
            clientName: arrival.client,
            tunnel: arrival.address !== null && isLoopback(arrival.address),
            until: left ?? (next < Number.POSITIVE_INFINITY ? next : sessions.end[row]!),
            untilIs,
            end: sessions.end[row]!,
            endReason: END_REASONS[sessions.endReason[row]!]!,
            confidence: CONFIDENCES[sessions.confidence[row]!]!,
          },
          [row],
        ),
      );
    }
  }
  const connections = lines.length;
  for (const at of checks.unused()) lines.push(checkedOnly(input, texts, at));
  lines.sort((a, b) => newestFirst(a.cells.time, b.cells.time));
  const real = lines.filter(({ sessions: rows }) => rows.length > 0);
  return {
    lines,
    totals: {
      connections,
      sessions: new Set(real.map(({ sessions: [row] }) => row)).size,
      users: new Set(real.map(({ sessions: [row] }) => sessions.userKey[row!])).size,
      clients: new Set(real.map(({ cells }) => cells.sourceAddress ?? cells.clientName)).size,
      tunnels: lines.filter(({ cells }) => cells.tunnel).length,
      checkedOnly: lines.length - connections,
    },
    caveats: [
      "noConnectRecords",
      ...(lines.some(({ cells }) => cells.tunnel) ? (["loopback"] as const) : []),
    ],
  };
}

/** When and from where somebody came to a session over the network; none for one that stayed at the console. */
function arrivalsOf(
  { data }: ReportInput,
  texts: CellTexts,
  checks: Checks,
  row: number,
  signs: readonly number[],
): readonly Arrival[] {
  const { sessions, acts } = data;
  const arrivals: Arrival[] = [];
  const isRemote = REMOTE_TYPES.has(sessions.logonType[row]!);
  if (isRemote) {
    const start = sessions.start[row]!;
    const time = Number.isNaN(start) ? sessions.startUpper[row]! : start;
    const checked = checks.take(row, time);
    arrivals.push({
      time,
      what: Number.isNaN(start) ? "notSeen" : "signIn",
      address: givenAddress(texts.text(sessions.sourceAddress[row]!)) ?? checked,
      client: givenClient(texts.text(sessions.clientName[row]!)),
    });
  }
  for (const at of signs) {
    const kind = acts.kind[at]!;
    if (kind === ACT.disconnected) continue;
    const address = givenAddress(texts.text(acts.sourceAddress[at]!));
    const client = givenClient(texts.text(acts.place[at]!));
    const unlock = kind === ACT.unlocked;
    // A connect that names no client is the console, or a user who was switched to.
    if (unlock ? address === null || isLoopback(address) : address === null && client === null) continue;
    const before = arrivals.at(-1);
    const time = acts.time[at]!;
    const checked = checks.take(row, time);
    if (before !== undefined && time - before.time <= ARRIVAL && (unlock || before.what === "unlock")) {
      const what = unlock ? before.what : "reconnect";
      arrivals[arrivals.length - 1] = {
        ...before,
        what,
        address: before.address ?? address,
        client: before.client ?? client,
      };
    } else
      arrivals.push({ time, what: unlock ? "unlock" : "reconnect", address: address ?? checked, client });
  }
  return arrivals;
}

/** 1149 records: a user passed the check before the sign-in. They give an address where the sign-in has none. */
class Checks {
  readonly #input: ReportInput;
  readonly #byUser = new Map<string, number[]>();
  readonly #used = new Set<number>();

  constructor(input: ReportInput) {
    this.#input = input;
    const { acts, strings } = input.data;
    for (let at = 0; at < acts.length; at++) {
      if (acts.kind[at] !== ACT.remoteChecked) continue;
      const key = `${acts.computerKey[at]} ${accountName(strings[acts.user[at]!] ?? "")}`;
      put(this.#byUser, key, at);
    }
    for (const own of this.#byUser.values()) own.sort((a, b) => acts.time[a]! - acts.time[b]!);
  }

  /** Marks the checks that led to an arrival as used; gives the address of the latest. */
  take(row: number, time: number): string | null {
    const { sessions, acts, strings } = this.#input.data;
    const key = `${sessions.computerKey[row]} ${accountName(strings[sessions.user[row]!] ?? "")}`;
    let address: string | null = null;
    const own = this.#byUser.get(key) ?? [];
    for (let i = firstFrom(own, (at) => acts.time[at]!, time - CHECK); i < own.length; i++) {
      const at = own[i]!;
      if (!(acts.time[at]! <= time + CHECK)) break;
      this.#used.add(at);
      address = strings[acts.sourceAddress[at]!] || address;
    }
    return address;
  }

  /** Checks in the window after which no sign-in of the user is recorded. */
  unused(): readonly number[] {
    const { data, keep } = this.#input;
    const { acts, strings } = data;
    const left = [...this.#byUser.values()].flat().filter((at) => !this.#used.has(at));
    const text = (id: number) => strings[id] ?? "";
    return keep(
      left.map((at) => ({
        time: acts.time[at]!,
        computer: text(acts.computer[at]!),
        user: text(acts.user[at]!),
        domain: text(acts.domain[at]!),
        sourceAddress: text(acts.sourceAddress[at]!),
      })),
    ).map((position) => left[position]!);
  }
}

function checkedOnly({ data }: ReportInput, texts: CellTexts, at: number): Line<Row> {
  const { acts } = data;
  const address = texts.text(acts.sourceAddress[at]!);
  return line({
    key: null,
    time: acts.time[at]!,
    what: "checked",
    ...texts.account(acts, at),
    computer: texts.text(acts.computer[at]!),
    sourceAddress: address,
    clientName: null,
    tunnel: address !== null && isLoopback(address),
    until: Number.NaN,
    untilIs: null,
    end: Number.NaN,
    endReason: null,
    confidence: null,
  });
}
