import { streamEvents } from "../../electron/worker/events-job.ts";
import { openCase } from "../../electron/worker/open-case-job.ts";
import { readCase } from "../../electron/worker/reading/read-case.ts";
import type { InputFile } from "../../shared/contract/worker-job.ts";
import { pairCase } from "../../shared/engine/pairing/pair-case.ts";
import { DEFAULT_SETTINGS } from "../../shared/types/settings.ts";

/*
 * Reading inside one process that is warm, on one thread, check sums tested. Prints one line of JSON with the median
 * time of a pass in milliseconds.
 *   node reading.mjs columns|sessions|pairing|lines LOG PASSES
 * `columns`: to the table of events. `sessions`: and paired. `pairing`: only that, of the events of the log, and how many
 * they are. `lines`: every record as a line of JSON.
 */
const [, , what = "columns", log = "", passes = "5"] = process.argv;
const files: readonly InputFile[] = [{ path: log, name: log, folder: null, failure: null }];
let written = 0;
let blocks = 0;
const context = {
  cancel: { cancelled: false },
  post(news: { readonly type: string; readonly bytes?: Uint8Array }) {
    written += news.bytes?.length ?? 0;
    if (news.type === "lines") blocks++;
  },
  waitForRoom() {},
  // As in a thread of the program, with a host that takes every block at once.
  linesTaken: () => blocks,
};

const readColumns = () => {
  const { reading } = readCase({ files, rows: true, hash: false }, context);
  return { events: reading.takeRows(), strings: reading.strings };
};
const read = what === "pairing" ? readColumns() : null;

function pass(): void {
  if (read !== null) pairCase({ ...read, settings: DEFAULT_SETTINGS, sourceCount: 1 });
  else if (what === "columns") readColumns();
  else if (what === "sessions")
    openCase({ files, settings: DEFAULT_SETTINGS, early: false, hash: false }, context);
  else streamEvents(files, { all: true, recovered: false, hash: false }, context);
}

const times: number[] = [];
for (let i = -2; i < Number(passes); i++) {
  const start = performance.now();
  pass();
  if (i >= 0) times.push(performance.now() - start);
}
const ms = times.sort((a, b) => a - b)[times.length >> 1]!;
console.log(JSON.stringify({ ms, written, events: read?.events.length ?? 0 }));
