import { makePack } from "../data/pack-job/make-pack.ts";
import { PACK_TEXTS } from "../data/texts/pack.ts";
import { type App, zoneOf } from "./app.ts";
import { exportName } from "./export-commands.ts";
import { saveAs } from "./saving.ts";

/** Saves an evidence pack of what is on screen; in the reports, with the report on screen. */
export async function savePack(app: App): Promise<void> {
  const { data } = app.dataset.get();
  if (data === null) return;
  const { filter, kinds, window, roles, view } = app.view.get();
  const zone = zoneOf(app);
  const { answered } = app.reports.state.get();
  const report = view === "reports" && answered?.data === data ? answered.view : null;
  const name = exportName(app, data, "evidence-pack", "zip");
  const masked = app.masking.get() !== null;
  let hash = "";
  const keepHash = (sha256: string): void => {
    hash = sha256;
  };
  const pieces = (signal: AbortSignal) =>
    makePack(data, { filter, kinds, window, zone, roles, masked, report }, keepHash, signal);
  await saveAs(app, name, pieces, () => PACK_TEXTS.saved(name, hash));
}
