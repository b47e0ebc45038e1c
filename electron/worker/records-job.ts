import type { RecordsAsk } from "../../shared/contract/event-list.ts";
import { ENGINE_VERSION } from "../../shared/contract/versions.ts";
import type { InputFile, ReadOutcome } from "../../shared/contract/worker-job.ts";
import { compileEventFilter, type EventObject } from "../../shared/engine/filter/record-filter.ts";
import { Aliases } from "../../shared/engine/masking/aliases.ts";
import { maskSources } from "../../shared/engine/masking/mask-case.ts";
import { maskRecord } from "../../shared/engine/masking/mask-record.ts";
import { loadZone } from "../../shared/engine/time/load-zone.ts";
import { UTC } from "../../shared/engine/time/zone.ts";
import { type EventSinkPorts, eventSink } from "../../shared/export/event-sink.ts";
import { streamEvents } from "./events-job.ts";
import type { JobContext } from "./job-context.ts";

const PORTS: EventSinkPorts = {
  decode: (block: Uint8Array) => new TextDecoder().decode(block),
  workbook: async (...about) =>
    new (await import("../../shared/export/xlsx/events-xlsx.ts")).EventsXlsx(...about),
};
/** Bytes of one block: the pieces of a file are small, and each block is a message. */
const BLOCK_BYTES = 512 * 1024;

/**
 * Writes whole records as `events --all` does: the same reading, the same writer. Blocks wait until there is room for
 * them, so that a file of any size takes the memory of a few.
 */
export async function writeRecords(
  files: readonly InputFile[],
  ask: RecordsAsk,
  context: JobContext,
): Promise<ReadOutcome> {
  const zone = (await loadZone(ask.zone)) ?? UTC;
  const test = compileEventFilter(ask.filter, zone, { from: ask.from, to: ask.to });
  // The page only asks what it could read itself.
  if (!test.ok) return { sources: [], cancelled: false };
  const aliases = ask.aliases === null ? null : Aliases.again(ask.aliases);
  const shown = (event: EventObject): EventObject => (aliases === null ? event : maskRecord(event, aliases));
  const { format, shownFilter: filter } = ask;
  const sink = await eventSink(
    { format, all: true, filter, bom: true, engine: ENGINE_VERSION },
    zone,
    test.value,
    shown,
    PORTS,
  );
  const blocks = new Blocks(context);
  const everything =
    ask.filter === "" &&
    Number.isNaN(ask.from) &&
    Number.isNaN(ask.to) &&
    aliases === null &&
    format === "jsonl";
  blocks.add(sink.begin());
  const outcome = streamEvents(
    files,
    { all: true, recovered: ask.recovered },
    {
      ...context,
      linesTaken: undefined,
      // It is the blocks made of them that wait.
      waitForRoom() {},
      post(news) {
        if (news.type !== "lines") context.post(news);
        else if (everything) blocks.add(news.bytes);
        else for (const piece of sink.lines(news.bytes)) blocks.add(piece);
      },
    },
  );
  if (!outcome.cancelled) {
    const { sources } = outcome;
    blocks.add(sink.end(aliases === null ? sources : maskSources(sources, aliases)));
    blocks.flush();
  }
  return outcome;
}

/** Puts pieces of a file together into blocks that are worth a message. */
class Blocks {
  readonly #context: Pick<JobContext, "post" | "waitForRoom" | "cancel">;
  readonly #encoder = new TextEncoder();
  #waiting: Uint8Array[] = [];
  #bytes = 0;

  constructor(context: Pick<JobContext, "post" | "waitForRoom" | "cancel">) {
    this.#context = context;
  }

  add(piece: string | Uint8Array): void {
    if (piece.length === 0) return;
    const bytes = typeof piece === "string" ? this.#encoder.encode(piece) : piece;
    this.#waiting.push(bytes);
    this.#bytes += bytes.length;
    if (this.#bytes >= BLOCK_BYTES) this.flush();
  }

  flush(): void {
    if (this.#bytes === 0) return;
    // Memory of its own: it goes to the receiver.
    const block = new Uint8Array(this.#bytes);
    let at = 0;
    for (const piece of this.#waiting) {
      block.set(piece, at);
      at += piece.length;
    }
    this.#waiting = [];
    this.#bytes = 0;
    this.#context.waitForRoom();
    if (!this.#context.cancel.cancelled) this.#context.post({ type: "lines", bytes: block });
  }
}
