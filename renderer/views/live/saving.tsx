import { Check, CircleDashed, LoaderCircle, ShieldQuestionMark, X } from "lucide-react";
import type { LiveChannelId } from "../../../shared/types/live-channels.ts";
import { errorSentence } from "../../data/messages.ts";
import { bytesText } from "../../data/numbers.ts";
import { T } from "../../data/texts.ts";
import { useApp } from "../../state/app.ts";
import type { ChannelProgress } from "../../state/live.ts";
import { cancelCollecting } from "../../state/live-commands.ts";

/** How far each log is while Windows saves it. */
export function Saving({ run }: { readonly run: ReadonlyMap<LiveChannelId, ChannelProgress> }) {
  const app = useApp();
  const all = [...run.values()];
  const now = all.find(({ step }) => step === "saving" || step === "asking");
  // Only some kinds of records are saved, so the log's size is a limit and no goal.
  const known = now !== undefined && now.step === "saving" && now.atMost > 0;
  return (
    <>
      <progress
        className="live-bar"
        aria-label={T.live.savingLabel}
        {...(known ? { value: Math.min(now.bytes, now.atMost), max: now.atMost } : {})}
      />
      <ul className="live-steps" aria-live="polite">
        {all.map((progress) => (
          <li key={progress.channel} className={`live-step ${progress.step}`}>
            <StepIcon step={progress.step} />
            <span className="live-name">{T.live.channels[progress.channel]}</span>
            <span className="mute">{stepText(progress)}</span>
          </li>
        ))}
      </ul>
      <div className="live-buttons">
        <button type="button" className="btn" onClick={() => cancelCollecting(app)}>
          {T.live.cancel}
        </button>
      </div>
    </>
  );
}

function StepIcon({ step }: Pick<ChannelProgress, "step">) {
  switch (step) {
    case "waiting":
    case "missing":
      return <CircleDashed aria-hidden />;
    case "asking":
      return <ShieldQuestionMark aria-hidden />;
    case "saving":
      return <LoaderCircle aria-hidden />;
    case "saved":
    case "nothingNew":
      return <Check aria-hidden />;
    case "failed":
      return <X aria-hidden />;
  }
}

function stepText({ step, bytes, atMost, error }: ChannelProgress): string {
  if (step === "failed" && error !== null) return errorSentence(error);
  if (step === "saved") return T.live.savedSize(bytesText(bytes));
  if (step !== "saving") return T.live.steps[step];
  return T.live.saving(atMost > 0 ? T.live.sizeOf(bytesText(bytes), bytesText(atMost)) : bytesText(bytes));
}
