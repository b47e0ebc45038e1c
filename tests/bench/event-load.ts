import { makeTable } from "../../shared/engine/columns.ts";
import {
  CHANNEL,
  EVENT_COLUMNS,
  type EventTable,
  KIND,
  NO_LOGON_TYPE,
  NO_NUMBER,
} from "../../shared/types/event-table.ts";
import { StringTable } from "../../shared/types/string-table.ts";

const SECOND = 10_000_000;
const START = 638_400_000_000_000_000 - 504_911_232_000_000_000;
const PEOPLE = 3000;
/** Rounds after which the computer starts anew. */
const ROUNDS_A_BOOT = 5000;

/** One event of a round: what it is, whose LogonId of the round it names, and what else the rules look at. */
interface Step {
  readonly kind: number;
  readonly eventId: number;
  /** LogonIds of a round: 0 elevated token of the desktop, 1 its filtered one, 2 to 5 network logons. */
  readonly id: number;
  readonly type: number;
  readonly seconds: number;
  readonly elevated?: number;
}

const network = (id: number): readonly Step[] => [
  { kind: KIND.logon, eventId: 4624, id, type: 3, seconds: 2 },
  { kind: KIND.logoff, eventId: 4634, id, type: 3, seconds: 9 },
];
const none = NO_LOGON_TYPE;
/** A desktop with a split token that is locked twice, between the network logons of the same person. */
const ROUND: readonly Step[] = [
  { kind: KIND.logon, eventId: 4624, id: 0, type: 2, seconds: 40, elevated: 2 },
  { kind: KIND.logon, eventId: 4624, id: 1, type: 2, seconds: 0, elevated: 1 },
  { kind: KIND.privileges, eventId: 4672, id: 0, type: none, seconds: 0 },
  ...network(2),
  { kind: KIND.locked, eventId: 4800, id: 1, type: none, seconds: 300 },
  { kind: KIND.unlocked, eventId: 4801, id: 1, type: none, seconds: 60 },
  ...network(3),
  { kind: KIND.logonFailed, eventId: 4625, id: -1, type: 3, seconds: 3 },
  ...network(4),
  { kind: KIND.explicitCredentials, eventId: 4648, id: 1, type: none, seconds: 1 },
  ...network(5),
  { kind: KIND.locked, eventId: 4800, id: 1, type: none, seconds: 300 },
  { kind: KIND.unlocked, eventId: 4801, id: 1, type: none, seconds: 60 },
  { kind: KIND.userLogoff, eventId: 4647, id: 1, type: none, seconds: 600 },
  { kind: KIND.logoff, eventId: 4634, id: 1, type: 2, seconds: 1 },
  { kind: KIND.logoff, eventId: 4634, id: 0, type: 2, seconds: 0 },
];

const credentials: Step = { kind: KIND.explicitCredentials, eventId: 4648, id: 1, type: none, seconds: 1 };
/** The same desktop with one network logon and many records that begin no session. */
const QUIET_ROUND: readonly Step[] = [
  ...ROUND.slice(0, 7),
  ...Array<Step>(88).fill(credentials),
  { kind: KIND.logonFailed, eventId: 4625, id: -1, type: 3, seconds: 3 },
  { kind: KIND.userLogoff, eventId: 4647, id: 1, type: none, seconds: 600 },
  { kind: KIND.logoff, eventId: 4634, id: 1, type: 2, seconds: 1 },
  { kind: KIND.logoff, eventId: 4634, id: 0, type: 2, seconds: 0 },
];

/** `dense`: 5 sessions in 18 records, as a file server writes them. `sparse`: 2 in 99. */
export type Load = "dense" | "sparse";
const ROUNDS: Readonly<Record<Load, readonly Step[]>> = { dense: ROUND, sparse: QUIET_ROUND };

interface LoadedEvents {
  readonly events: EventTable;
  readonly strings: StringTable;
}

/** A Security log of one busy computer as an event table of exactly `length` rows. Same arguments, same table. */
export function eventLoad(length: number, load: Load): LoadedEvents {
  const steps = ROUNDS[load];
  const strings = new StringTable();
  const texts = {
    computer: strings.intern("SRV-BENCH.corp.example"),
    channel: strings.intern("Security"),
    domain: strings.intern("CORP"),
    winlogon: strings.intern("C:\\Windows\\System32\\winlogon.exe"),
    user32: strings.intern("User32"),
    kerberos: strings.intern("Kerberos"),
  };
  const people = Array.from({ length: PEOPLE }, (_, person) => ({
    user: strings.intern(`user${person}`),
    sid: strings.intern(`S-1-5-21-1004336348-1177238915-682003330-${1100 + person}`),
    address: strings.intern(`10.0.${person >> 8}.${person & 255}`),
  }));
  const columns = emptyColumns(length);
  let time = START;
  for (let row = 0; row < length; row++) {
    const round = Math.floor(row / steps.length);
    const isBoot = row % (steps.length * ROUNDS_A_BOOT) === 0;
    const step = steps[row % steps.length]!;
    const person = people[(round * 7) % PEOPLE]!;
    time += step.seconds * SECOND;
    columns.kind[row] = isBoot ? KIND.windowsStarting : step.kind;
    columns.eventId[row] = isBoot ? 4608 : step.eventId;
    columns.channelKind[row] = CHANNEL.security;
    columns.time[row] = time;
    columns.offset[row] = row * 512;
    columns.recordIdLow[row] = row + 1;
    columns.channel[row] = texts.channel;
    columns.computer[row] = texts.computer;
    if (isBoot) continue;
    columns.user[row] = person.user;
    columns.domain[row] = texts.domain;
    columns.sid[row] = person.sid;
    columns.logonType[row] = step.type;
    columns.elevated[row] = step.elevated ?? 0;
    if (step.id >= 0) columns.logonIdLow[row] = 0x10000 + (round % ROUNDS_A_BOOT) * 16 + step.id;
    if (step.kind !== KIND.logon) continue;
    const twin = step.id < 2 ? 1 - step.id : -1;
    if (twin >= 0) columns.linkedLogonIdLow[row] = columns.logonIdLow[row]! - step.id + twin;
    columns.subjectLogonIdLow[row] = 0x3e7;
    columns.processId[row] = step.type === 2 ? 0x200 + ((round % 64) << 2) : NO_NUMBER;
    columns.process[row] = step.type === 2 ? texts.winlogon : 0;
    columns.logonProcess[row] = step.type === 2 ? texts.user32 : texts.kerberos;
    columns.package[row] = texts.kerberos;
    columns.address[row] = step.type === 3 ? person.address : 0;
  }
  return { events: columns, strings };
}

function emptyColumns(length: number): EventTable {
  const columns = makeTable(EVENT_COLUMNS, length);
  for (const name of ["processId", "sessionId", "number"] as const) columns[name].fill(NO_NUMBER);
  columns.timeA.fill(Number.NaN);
  columns.timeB.fill(Number.NaN);
  return columns;
}
