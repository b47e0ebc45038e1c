import { EventTableBuilder } from "../engine/extract/event-table-builder.ts";
import { CHANNEL, type ChannelKind, type EventKind, type EventTable, KIND } from "../types/event-table.ts";
import { StringTable } from "../types/string-table.ts";

/** 64-bit ids as tests write them: one number below 2^53. */
const TWO_32 = 4_294_967_296;

/** One row in terse form. What is left out is "not given"; texts are interned. */
export interface EventSpec {
  readonly kind: EventKind;
  readonly time: number;
  readonly computer: string;
  readonly channel?: string;
  readonly channelKind?: ChannelKind;
  readonly eventId?: number;
  readonly source?: number;
  readonly recordId?: number;
  readonly offset?: number;
  readonly user?: string;
  readonly domain?: string;
  readonly sid?: string;
  readonly logonId?: number;
  readonly subjectLogonId?: number;
  readonly linkedLogonId?: number;
  readonly logonType?: number;
  readonly elevated?: number;
  readonly processId?: number;
  readonly process?: string;
  readonly logonProcess?: string;
  readonly package?: string;
  readonly workstation?: string;
  readonly address?: string;
  readonly clientName?: string;
  readonly sessionName?: string;
  readonly sessionId?: number;
  readonly status?: number;
  readonly subStatus?: number;
  readonly detail?: string;
  readonly number?: number;
  readonly timeA?: number;
  readonly timeB?: number;
}

const TEXTS = [
  "user",
  "domain",
  "sid",
  "process",
  "logonProcess",
  "package",
  "workstation",
  "address",
  "clientName",
  "sessionName",
  "detail",
] as const;
const NUMBERS = [
  "eventId",
  "source",
  "offset",
  "logonType",
  "elevated",
  "processId",
  "sessionId",
  "status",
  "subStatus",
  "number",
  "timeA",
  "timeB",
] as const;
const CHANNEL_NAMES: Readonly<Record<ChannelKind, string>> = {
  other: "Application",
  security: "Security",
  system: "System",
  lsm: "Microsoft-Windows-TerminalServices-LocalSessionManager/Operational",
  rcm: "Microsoft-Windows-TerminalServices-RemoteConnectionManager/Operational",
};

/** An event table of the given rows, in their order. Security is the channel when none is named. */
export function eventTable(rows: readonly EventSpec[], strings: StringTable = new StringTable()): EventTable {
  const builder = new EventTableBuilder();
  for (const spec of rows) {
    const row = builder.append();
    const columns = builder.columns;
    const channelKind = spec.channelKind ?? "security";
    columns.kind[row] = KIND[spec.kind];
    columns.channelKind[row] = CHANNEL[channelKind];
    columns.time[row] = spec.time;
    columns.computer[row] = strings.intern(spec.computer);
    columns.channel[row] = strings.intern(spec.channel ?? CHANNEL_NAMES[channelKind]);
    for (const name of TEXTS) columns[name][row] = strings.intern(spec[name] ?? "");
    for (const name of NUMBERS) {
      const value = spec[name];
      if (value !== undefined) columns[name][row] = value;
    }
    putId(columns.recordIdLow, columns.recordIdHigh, row, spec.recordId);
    putId(columns.logonIdLow, columns.logonIdHigh, row, spec.logonId);
    putId(columns.subjectLogonIdLow, columns.subjectLogonIdHigh, row, spec.subjectLogonId);
    putId(columns.linkedLogonIdLow, columns.linkedLogonIdHigh, row, spec.linkedLogonId);
  }
  return builder.finish();
}

function putId(low: Uint32Array, high: Uint32Array, row: number, value = 0): void {
  low[row] = value % TWO_32;
  high[row] = Math.floor(value / TWO_32);
}
