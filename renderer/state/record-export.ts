import { RECORD_FORMATS, type RecordFormat, type RecordsAsk } from "../../shared/contract/event-list.ts";
import type { CaseId } from "../../shared/types/units.ts";
import { unmaskedFilter } from "../data/masked-record.ts";
import { filterWithRange } from "../data/range-words.ts";
import { EXPORT } from "../data/texts/export.ts";
import { T } from "../data/texts.ts";
import { type App, zoneOf } from "./app.ts";
import { fitsEvents } from "./event-commands.ts";
import { exportName } from "./export-commands.ts";
import { tell } from "./open-commands.ts";
import { saveAs } from "./saving.ts";

/** The forms in which whole records are saved. */
export const SAVED_RECORD_FORMATS = RECORD_FORMATS;

/**
 * Saves whole records, every field of each, in the order of the files: what `events --all` writes for the same question.
 * The host reads and writes them; the page only passes the blocks on.
 */
export async function exportRecords(app: App, format: RecordFormat): Promise<void> {
  const { data } = app.dataset.get();
  const job = app.job.get();
  if (data === null) return;
  if (!("caseId" in job) || job.caseId === null) return tell(app, T.events.noCase, true);
  const { caseId } = job;
  const name = exportName(app, data, "events", format);
  await saveAs(app, name, () => recordBlocks(app, caseId, askOf(app, format)), EXPORT.savedFile(name));
}

/** What is on screen as a question about whole records. */
function askOf(app: App, format: RecordFormat): RecordsAsk {
  const { filter: text, window, recovered } = app.view.get();
  const zone = zoneOf(app);
  const filter = fitsEvents(text, zone) ? text : "";
  const aliases = app.masking.get()?.aliases ?? null;
  return {
    filter: aliases === null ? filter : unmaskedFilter(filter, aliases),
    shownFilter: filterWithRange(filter, window),
    zone,
    from: window?.from ?? Number.NaN,
    to: window?.to ?? Number.NaN,
    recovered,
    format,
    aliases: aliases?.key() ?? null,
  };
}

async function* recordBlocks(app: App, caseId: CaseId, ask: RecordsAsk): AsyncGenerator<Uint8Array> {
  const records = await app.host.openRecords(caseId, ask);
  try {
    for (;;) {
      const block = await app.host.nextRecords(records);
      if (block === null) return;
      yield block;
    }
  } finally {
    void app.host.closeRecords(records).catch(() => undefined);
  }
}
