import type { RefObject } from "react";
import { epochMsToTicks } from "../../../shared/engine/time/calendar.ts";
import { CHANNEL_NAMES } from "../../../shared/types/live-channels.ts";
import { errorSentence } from "../../data/messages.ts";
import { bytesText } from "../../data/numbers.ts";
import { T } from "../../data/texts.ts";
import { useApp, useClock } from "../../state/app.ts";
import type { LiveChannel } from "../../state/live.ts";
import { chooseChannel, hideLive, startCollecting } from "../../state/live-commands.ts";
import { useStore } from "../../state/store.ts";

/** The logs of this machine to choose from, with what is known of them. */
export function ChannelChoice({
  channels,
  start,
}: {
  readonly channels: readonly LiveChannel[];
  readonly start: RefObject<HTMLButtonElement | null>;
}) {
  const app = useApp();
  const chosen = useStore(app.live, (live) => live.chosen);
  const whole = useStore(app.live, (live) => live.whole);
  const any = channels.some(({ id, state }) => state !== "missing" && chosen.has(id));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        startCollecting(app);
      }}
    >
      <fieldset className="live-channels">
        <legend className="section">{T.live.which}</legend>
        {channels.map((channel) => (
          <ChannelLine key={channel.id} channel={channel} chosen={chosen.has(channel.id)} />
        ))}
      </fieldset>
      <label className="live-whole">
        <input
          type="checkbox"
          checked={whole}
          onChange={(event) => app.live.patch({ whole: event.currentTarget.checked })}
        />
        {T.live.whole}
      </label>
      <div className="live-buttons">
        {!any && (
          <span role="status" className="mute">
            {T.live.noneChosen}
          </span>
        )}
        <button type="button" className="btn" onClick={() => hideLive(app)}>
          {T.live.cancel}
        </button>
        <button ref={start} type="submit" className="btn primary" disabled={!any}>
          {T.live.start}
        </button>
      </div>
    </form>
  );
}

function ChannelLine({ channel, chosen }: { readonly channel: LiveChannel; readonly chosen: boolean }) {
  const app = useApp();
  const facts = useChannelFacts(channel);
  const { id, state, error } = channel;
  const missing = state === "missing";
  return (
    <label className={missing ? "live-channel off" : "live-channel"}>
      <input
        type="checkbox"
        checked={chosen && !missing}
        disabled={missing}
        onChange={(event) => chooseChannel(app, id, event.currentTarget.checked)}
      />
      <span className="live-name" title={CHANNEL_NAMES[id]}>
        {T.live.channels[id]}
      </span>
      <span
        className="mute live-facts"
        title={state === "failed" && error !== null ? errorSentence(error) : ""}
      >
        {facts}
      </span>
    </label>
  );
}

/** `4.2 MB of at most 21 MB · back to Thu 14 Sep 2023`, as far as it is known. */
function useChannelFacts({ state, bytes, maxBytes, oldest }: LiveChannel): string {
  const clock = useClock();
  return [
    bytes === null
      ? ""
      : maxBytes === null
        ? bytesText(bytes)
        : T.live.sizeOf(bytesText(bytes), bytesText(maxBytes)),
    oldest === null ? "" : T.live.backTo(clock.dayName(epochMsToTicks(oldest))),
    T.live.states[state],
  ]
    .filter((fact) => fact !== "")
    .join(" · ");
}
