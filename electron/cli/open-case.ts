import { errorText } from "../../shared/export/messages.ts";
import {
  defaultZoneName,
  type OutputZone,
  requestedZone,
  zoneOrUtc,
} from "../../shared/export/output-zone.ts";
import type { CaseData } from "../../shared/types/case.ts";
import type { CliHost, Environment } from "./environment.ts";
import { CommandFailure, EXIT, usageFailure } from "./exit-codes.ts";
import type { Asked } from "./options.ts";
import { Interrupted } from "./output.ts";
import { progressDisplay } from "./progress.ts";
import { reportSources, reportUnusedAnswers } from "./source-report.ts";
import { textAnswers } from "./text-options.ts";

/**
 * Reads and pairs the inputs of a command. Throws `CommandFailure` when none could be read. `hash`: false where the
 * output does not show the hashes of the sources.
 */
export async function openCase(
  environment: Environment,
  host: CliHost,
  asked: Asked<string>,
  { hash = true }: { readonly hash?: boolean } = {},
): Promise<CaseData> {
  const progress = progressDisplay(environment.stderr, { json: asked.progressJson, quiet: asked.quiet });
  const answers = await textAnswers(asked);
  const reading = host.openCasePaths(asked.inputs, {
    settings: asked.settings,
    answers,
    hash,
    signal: environment.signal,
    onEvent(event) {
      if (event.type === "progress") progress.show(event.progress);
    },
  });
  // While the worker reads, this thread is idle: time to load the zone that will most likely be used.
  if (asked.zone === undefined) await zoneOrUtc(environment.machineZone);
  const end = await reading;
  progress.clear();
  if (end.type === "cancelled") throw new Interrupted();
  if (end.type === "failed") {
    reportSources(environment, end.sources ?? [], asked);
    reportUnusedAnswers(environment, answers, end.sources ?? []);
    throw new CommandFailure(EXIT.noLog, errorText(end.error.code));
  }
  reportSources(environment, end.data.sources, asked);
  reportUnusedAnswers(environment, answers, end.data.sources);
  return end.data;
}

/** Whether an answer names the hashes of its sources in this format. */
export function namesHashes({ format }: Pick<Asked<string>, "format">): boolean {
  return format === "json" || format === "xlsx" || format === "html";
}

/** The zone that `--zone` names, checked before anything is read; null when it is not given. */
export async function namedZone(asked: Asked<string>): Promise<OutputZone | null> {
  if (asked.zone === undefined) return null;
  const zone = await requestedZone(asked.zone);
  if (typeof zone === "string") throw usageFailure(`--zone: ${zone}`);
  return zone;
}

/** The zone of the output once the case is known. */
export async function zoneFor(
  environment: Environment,
  data: CaseData,
  named: OutputZone | null,
): Promise<OutputZone> {
  // A pack is shown as it was made.
  const zone = data.pack?.zone ?? defaultZoneName(data.computers, environment.machineZone);
  return named ?? (await zoneOrUtc(zone));
}
