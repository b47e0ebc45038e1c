import type { Ticks } from "../../types/units.ts";
import type { EventNode } from "../event-tree.ts";
import { messageTree } from "../messages/message-event.ts";
import { channelOf, messageFacts, textEvent } from "../messages/message-facts.ts";
import { MAX_COLUMNS } from "./limits.ts";
import { dateCell, momentOf, type Survey } from "./survey.ts";

/** One row of an export as an event. */
export interface RowRecord {
  readonly tree: EventNode;
  readonly number: number;
  readonly written: string;
  readonly time: Ticks;
  readonly eventId: number;
  readonly provider: string;
  readonly channel: string;
  readonly computer: string;
  readonly message: string;
  /** Sessions need this event. */
  readonly isPlanned: boolean;
  /** … and all that they need of it was found. */
  readonly isWhole: boolean;
}

/** What the computer of an export is called that does not name it. Points would read as a domain. */
export function unnamedComputer(file: string): string {
  return `not named (${(file.split(/[\\/]/).at(-1) ?? file).replaceAll(".", "_")})`;
}

/** The event of a row. `number`: its place in the order of times, from 1. */
export function rowRecord(
  cells: readonly string[],
  number: number,
  survey: Pick<Survey, "head" | "dateOrder" | "clock">,
  file: string,
): RowRecord {
  const isViewer = survey.head.layout === "viewer";
  const cell = (at: number): string => (cells[at] ?? "").trim();
  const written = dateCell(cells, survey.head).trim();
  const time = momentOf(survey, written);
  const provider = cell(2);
  const eventId = Number(cell(isViewer ? 3 : 5)) || 0;
  // A message whose quotes were not doubled comes apart at its delimiters.
  const from = isViewer ? 5 : 8;
  const message = cells.slice(from, from + MAX_COLUMNS).join(survey.head.delimiter);
  const computer = (isViewer ? "" : cell(7)) || unnamedComputer(file);
  // Numbers and messages before Windows Vista are others; these records only count.
  const event = isViewer ? textEvent(provider, eventId) : null;
  const facts = event === null ? null : messageFacts(event, message);
  const channel = isViewer ? channelOf(provider, eventId) : provider === "Security" ? "Security" : "";
  const tree = messageTree({
    provider,
    eventId,
    keywords: KEYWORDS[cell(isViewer ? 0 : 3)] ?? "",
    time,
    recordId: String(number),
    channel,
    computer,
    userSid: "",
    facts,
    message,
  });
  const isPlanned = event !== null;
  return {
    tree,
    number,
    written,
    time,
    eventId,
    provider,
    channel,
    computer,
    message,
    isPlanned,
    isWhole: facts !== null,
  };
}

const KEYWORDS: Readonly<Record<string, string>> = {
  "Audit Success": "0x8020000000000000",
  "Audit Failure": "0x8010000000000000",
};
