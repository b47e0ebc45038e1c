import { ALL_KINDS, type Rows } from "../../shared/engine/filter/filter.ts";
import { kindsInForce } from "../../shared/engine/filter/mentions.ts";
import { failuresCsv, sessionsCsv } from "../../shared/export/csv.ts";
import { failuresJson } from "../../shared/export/failures-json.ts";
import { errorText } from "../../shared/export/messages.ts";
import { sessionsJson } from "../../shared/export/sessions-json.ts";
import type { CaseData } from "../../shared/types/case.ts";
import { clockOf, zoneByName } from "../data/clock.ts";
import { csvColumns } from "../data/column-choice.ts";
import { FAILURE_TABLE, SESSION_TABLE } from "../data/columns.ts";
import { encode } from "../data/encode-text.ts";
import { filterWithRange, rangeInFileName } from "../data/range-words.ts";
import { visibleFailures, visibleRows } from "../data/rows.ts";
import { orderedFailures, orderedSessions } from "../data/sorted.ts";
import { counted } from "../data/texts.ts";
import { type App, zoneOf } from "./app.ts";
import { asAppError, tell } from "./open-commands.ts";

/** `csv` holds the columns on screen in their order, `csvAll` every column there is. */
export type ExportFormat = "csv" | "csvAll" | "json";

/** Saves the table of the current view as it is shown: its rows, their order, its filter and its zone. */
export async function exportRows(app: App, format: ExportFormat): Promise<void> {
  const { data } = app.dataset.get();
  if (data === null) return;
  const failures = app.view.get().view === "failures";
  const { rows, pieces } = failures ? failureText(app, data, format) : sessionText(app, data, format);
  const range = rangeInFileName(clockOf(zoneOf(app), null), app.view.get().window);
  const name = `${failures ? "failures" : "sessions"}${range}${data.partial ? "-partial" : ""}.${format === "json" ? "json" : "csv"}`;
  try {
    const saved = await app.host.saveFile(name, await encode(pieces));
    if (saved)
      tell(app, `Saved ${counted(rows.length, failures ? "failed sign-in" : "session")} as ${name}.`);
  } catch (error) {
    tell(app, errorText(asAppError(error).code), true);
  }
}

interface Export {
  readonly rows: Rows;
  readonly pieces: Generator<string>;
}

function sessionText(app: App, data: CaseData, format: ExportFormat): Export {
  const view = app.view.get();
  const { kinds, sessionSort, sessionGroup } = view;
  const zoneName = zoneOf(app);
  const shown = visibleRows(data, view, zoneName);
  const filter = filterWithRange(view.filter, view.window);
  const rows = orderedSessions(shown, data, sessionSort, sessionGroup, zoneName);
  const input = { data, rows, zone: zoneByName(zoneName), filter };
  if (format === "json") {
    return { rows, pieces: sessionsJson({ ...input, kinds: kindsInForce(filter, kinds) ?? ALL_KINDS }) };
  }
  const columns = csvColumns(SESSION_TABLE, app.prefs.get().sessionColumns);
  return { rows, pieces: sessionsCsv(input, { bom: true, ...(format === "csv" ? { columns } : {}) }) };
}

function failureText(app: App, data: CaseData, format: ExportFormat): Export {
  const view = app.view.get();
  const { failureSort, failureGroup } = view;
  const zoneName = zoneOf(app);
  const shown = visibleFailures(data, view, zoneName);
  const filter = filterWithRange(shown.filtered ? view.filter : "", view.window);
  const rows = orderedFailures(shown.rows, data, failureSort, failureGroup);
  const input = { data, rows, zone: zoneByName(zoneName), filter };
  if (format === "json") return { rows, pieces: failuresJson(input) };
  const columns = csvColumns(FAILURE_TABLE, app.prefs.get().failureColumns);
  return { rows, pieces: failuresCsv(input, { bom: true, ...(format === "csv" ? { columns } : {}) }) };
}
