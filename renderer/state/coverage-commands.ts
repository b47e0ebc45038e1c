import { assessCoverage } from "../../shared/engine/coverage/assess.ts";
import { coverageHtml } from "../../shared/export/coverage-html.ts";
import { coverageJson } from "../../shared/export/coverage-record.ts";
import { errorText } from "../../shared/export/messages.ts";
import { clockOf } from "../data/clock.ts";
import { caseCoverage } from "../data/coverage-answers.ts";
import { encode } from "../data/encode-text.ts";
import { rangeInFileName } from "../data/range-words.ts";
import { choiceOf } from "../data/role-choice.ts";
import { counted } from "../data/texts.ts";
import { type App, zoneOf } from "./app.ts";
import { asAppError, tell } from "./open-commands.ts";

/** Saves what the logs can answer, as the command line writes it, for the range on screen. */
export async function saveCoverage(app: App, format: "html" | "json"): Promise<void> {
  const { data } = app.dataset.get();
  if (data === null) return;
  const { window, roles } = app.view.get();
  const clock = clockOf(zoneOf(app), null);
  const name = `coverage${rangeInFileName(clock, window)}${data.partial ? "-partial" : ""}.${format}`;
  const all = { from: Number.NaN, to: Number.NaN };
  const isPlain = window === null && Object.keys(roles).length === 0;
  const coverage = isPlain ? caseCoverage(data) : assessCoverage(data, window ?? all, choiceOf(roles));
  const answer = { data, coverage, zone: clock.zone };
  try {
    const pieces = format === "html" ? coverageHtml(answer) : coverageJson(answer);
    const saved = await app.host.saveFile(name, await encode(pieces));
    if (saved) tell(app, `Saved ${counted(coverage.computers.length, "computer")} as ${name}.`);
  } catch (error) {
    tell(app, errorText(asAppError(error).code), true);
  }
}
