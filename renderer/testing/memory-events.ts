import type { EventListEvent, RecordsAsk } from "../../shared/contract/event-list.ts";
import type { Host } from "../../shared/contract/host.ts";
import { makeTable } from "../../shared/engine/columns.ts";
import { compileEventFilter } from "../../shared/engine/filter/record-filter.ts";
import type { CaseData } from "../../shared/types/case.ts";
import { EVENT_ROW_COLUMNS } from "../../shared/types/event-list.ts";
import type { RecordsId } from "../../shared/types/units.ts";
import { zoneByName } from "../data/clock.ts";

/** Lists the records that prove the sessions of an invented case, at once. */
export function memoryEvents(data: () => CaseData): Pick<Host, "listEvents"> {
  return {
    listEvents(_case, ask, onEvent) {
      onEvent(rowsOf(data(), ask));
      onEvent({ type: "done", matched: matchedRows(data(), ask).length, unread: 0 });
      return () => undefined;
    },
  };
}

/** Whole records of nothing: what was asked for is what is tested with it. */
export function memoryRecords(
  asks: RecordsAsk[],
): Pick<Host, "openRecords" | "nextRecords" | "closeRecords"> {
  const left = new Map<RecordsId, Uint8Array[]>();
  return {
    async openRecords(_case, ask) {
      const id = `records-${asks.push(ask)}` as RecordsId;
      left.set(
        id,
        ["one\n", "two\n"].map((line) => new TextEncoder().encode(line)),
      );
      return id;
    },
    nextRecords: async (id) => left.get(id)?.shift() ?? null,
    async closeRecords(id) {
      left.delete(id);
    },
  };
}

type Ask = Parameters<Host["listEvents"]>[1];

function matchedRows(data: CaseData, ask: Ask): readonly (readonly [proof: number, session: number])[] {
  const { sessions, strings } = data;
  const test = compileEventFilter(ask.filter, zoneByName(ask.zone), ask);
  if (!test.ok) return [];
  const rows: [number, number][] = [];
  for (let session = 0; session < sessions.length; session++) {
    for (let at = sessions.proofStart[session]!; at < sessions.proofStart[session + 1]!; at++) {
      const head = {
        eventId: sessions.proofs.eventId[at],
        recordId: sessions.proofs.recordIdLow[at],
        time: sessions.proofs.time[at],
        channel: strings[sessions.proofs.channel[at]!],
        computer: strings[sessions.computer[session]!],
        userName: strings[sessions.user[session]!],
      };
      if (test.value(head)) rows.push([at, session]);
    }
  }
  return rows;
}

function rowsOf(data: CaseData, ask: Ask): EventListEvent {
  const rows = matchedRows(data, ask);
  const { sessions, strings } = data;
  const table = makeTable(EVENT_ROW_COLUMNS, rows.length);
  const { proofs } = sessions;
  for (const [at, [proof, session]] of rows.entries()) {
    table.source[at] = proofs.source[proof]!;
    table.offset[at] = proofs.offset[proof]!;
    table.time[at] = proofs.time[proof]!;
    table.eventId[at] = proofs.eventId[proof]!;
    table.recordIdLow[at] = proofs.recordIdLow[proof]!;
    table.recordIdHigh[at] = proofs.recordIdHigh[proof]!;
    table.channel[at] = proofs.channel[proof]!;
    table.computer[at] = sessions.computer[session]!;
    table.user[at] = sessions.user[session]!;
  }
  return { type: "rows", block: { ...table, texts: strings.slice(1) } };
}
