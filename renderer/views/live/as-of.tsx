import { epochMsToTicks } from "../../../shared/engine/time/calendar.ts";
import { T } from "../../data/texts.ts";
import { useApp, useClock } from "../../state/app.ts";
import { takenOf } from "../../state/live.ts";
import { cancelCollecting, refreshLive } from "../../state/live-commands.ts";
import { useStore } from "../../state/store.ts";

/** `as of 14:05, refresh`, while the case on screen holds logs of this machine. */
export function AsOf() {
  const app = useApp();
  const clock = useClock();
  const live = useStore(app.live, (state) => state);
  const files = useStore(app.desk, (desk) => desk.files);
  const reading = useStore(app.job, (job) => job.phase === "running");
  const taken = takenOf(live, files);
  if (taken === null) return null;
  if (live.run !== null && !live.open) {
    const asking = [...live.run.values()].some(({ step }) => step === "asking");
    return (
      <span className="as-of" role="status">
        <span className="mute">{asking ? T.live.steps.asking : T.live.refreshing}</span>
        <button type="button" className="link" onClick={() => cancelCollecting(app)}>
          {T.live.cancelSmall}
        </button>
      </span>
    );
  }
  const moment = clock.nearShort(epochMsToTicks(taken.asOf), epochMsToTicks(Date.now()));
  return (
    <span className="as-of" title={T.live.asOf(moment)}>
      <span className="mute">{T.live.asOfThen(moment)}</span>
      <button
        type="button"
        className="link"
        title={T.live.refresh}
        aria-label={T.live.asOfRefresh(moment)}
        disabled={reading}
        onClick={() => refreshLive(app)}
      >
        {T.live.refreshSmall}
      </button>
    </span>
  );
}
