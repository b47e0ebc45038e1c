import { isSameComputer } from "../../shared/contract/host-names.ts";
import type { HostProgress } from "../../shared/contract/live-log.ts";
import { errorSentence } from "../../shared/export/messages.ts";
import { groupedText } from "../../shared/export/texts.ts";
import { CHANNEL_NAMES } from "../../shared/types/live-channels.ts";
import type { Environment } from "./environment.ts";
import { say } from "./source-report.ts";

/** Tells on standard error how far each computer is. */
export interface HostDisplay {
  show(progress: HostProgress): void;
  clear(): void;
}

/** A line for each computer that is done with, one that changes on a terminal, lines of JSON when asked for. */
export function hostDisplay(
  environment: Environment,
  options: { readonly json: boolean; readonly quiet: boolean },
): HostDisplay {
  const { stderr } = environment;
  const lively = !options.json && !options.quiet && stderr.isTTY === true;
  const now = new Map<string, HostProgress>();
  let shown = false;
  const clear = (): void => {
    if (shown) stderr.write("\r\u001b[K");
    shown = false;
  };
  return {
    clear,
    show(progress) {
      now.set(progress.host, progress);
      if (options.json) stderr.write(`${JSON.stringify({ progress })}\n`);
      const sentence = hostSentence(progress);
      if (sentence !== null && !(options.quiet && progress.step === "done")) {
        clear();
        say(environment, sentence);
      }
      if (!lively) return;
      shown = true;
      stderr.write(`\r${statusLine([...now.values()]).slice(0, (stderr.columns ?? 80) - 1)}\u001b[K`);
    },
  };
}

/** What is worth a line of its own; null while it only goes on. */
function hostSentence(progress: HostProgress): string | null {
  const { host, step, channel, records, computer, error, againMs } = progress;
  const name = host === "" ? "this machine" : host;
  const cause = error === null ? "" : ` ${errorSentence(error)}`;
  switch (step) {
    case "done": {
      const many =
        records === 0 ? "nothing new" : records === 1 ? "1 record" : `${groupedText(records)} records`;
      return `${name}: ${many}.${otherName(host, computer)}`;
    }
    case "partly":
      return `${name}: not all.${otherName(host, computer)}${channel === null ? "" : ` ${CHANNEL_NAMES[channel]}:`}${cause}`;
    case "failed":
    case "notAsked":
      return `${name}:${cause}`;
    case "retrying":
      return `${name}:${cause} It is asked again in ${Math.round((againMs ?? 0) / 1000)} s.`;
    default:
      return null;
  }
}

function otherName(host: string, computer: string | null): string {
  if (host === "" || computer === null || isSameComputer(host, computer)) return "";
  return ` It calls itself ${computer}; its records are filed under that name.`;
}

const OVER: ReadonlySet<HostProgress["step"]> = new Set([
  "done",
  "partly",
  "failed",
  "notAsked",
  "cancelled",
]);

function statusLine(all: readonly HostProgress[]): string {
  const over = all.filter(({ step }) => OVER.has(step)).length;
  const busy = all
    .filter(({ step }) => step === "asking" || step === "reading")
    .map(
      ({ host, step, records }) =>
        `${host} ${step === "asking" ? "asking" : `${groupedText(records)} records`}`,
    );
  return `${over} of ${all.length} done${busy.length === 0 ? "" : `; ${busy.join(", ")}`}`;
}
