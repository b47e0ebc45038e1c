import type { ChannelProgress } from "../../shared/contract/live-log.ts";
import { errorSentence } from "../../shared/export/messages.ts";
import { groupedText } from "../../shared/export/texts.ts";
import { CHANNEL_NAMES } from "../../shared/types/live-channels.ts";
import type { Environment } from "./environment.ts";
import { say } from "./source-report.ts";

/** Tells on standard error how far saving is. */
export interface CollectDisplay {
  show(progress: ChannelProgress): void;
  /** Leaves a clean line behind. */
  clear(): void;
}

/** A line on a terminal, lines of JSON when asked for, and always what could not be saved. */
export function collectDisplay(
  environment: Environment,
  options: { readonly json: boolean; readonly quiet: boolean },
): CollectDisplay {
  const { stderr } = environment;
  const lively = !options.json && !options.quiet && stderr.isTTY === true;
  let shown = false;
  const clear = (): void => {
    if (shown) stderr.write("\r\u001b[K");
    shown = false;
  };
  return {
    clear,
    show(progress) {
      if (options.json) stderr.write(`${JSON.stringify({ progress })}\n`);
      const sentence = sentenceOf(progress);
      if (sentence !== null && !(options.quiet && HARMLESS.has(progress.step))) {
        clear();
        say(environment, sentence);
      } else if (lively && progress.step === "saving") {
        shown = true;
        stderr.write(`\r${savingLine(progress).slice(0, (stderr.columns ?? 80) - 1)}\u001b[K`);
      }
    },
  };
}

const HARMLESS: ReadonlySet<ChannelProgress["step"]> = new Set(["asking", "missing"]);

function sentenceOf({ channel, step, error }: ChannelProgress): string | null {
  const name = CHANNEL_NAMES[channel];
  if (step === "asking") return `${name}: Windows asks for an administrator's permission now.`;
  if (step === "missing") return `${name}: not kept by this Windows.`;
  return step === "failed" && error !== null ? `${name}: ${errorSentence(error)}` : null;
}

function savingLine({ channel, bytes, atMost }: ChannelProgress): string {
  const limit = atMost > 0 ? ` of at most ${groupedText(atMost)}` : "";
  return `${CHANNEL_NAMES[channel]}: ${groupedText(bytes)}${limit} bytes saved`;
}
