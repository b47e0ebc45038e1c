import { useRef } from "react";
import { errorSentence } from "../../../shared/export/messages.ts";
import { Dialog } from "../../components/dialog.tsx";
import { T } from "../../data/texts.ts";
import { useApp } from "../../state/app.ts";
import { hideLive } from "../../state/live-commands.ts";
import { useStore } from "../../state/store.ts";
import { BringFile } from "./bring-file.tsx";
import { ChannelChoice } from "./channel-choice.tsx";
import { Saving } from "./saving.tsx";

/** Reads the log of the machine the program runs on, or says how to bring one where there is none. */
export function LiveDialog() {
  const app = useApp();
  const live = useStore(app.live, (state) => state);
  const hasLog = useStore(app.desk, (desk) => desk.info?.capabilities.liveLog === true);
  const first = useRef<HTMLButtonElement>(null);
  if (!live.open) return null;
  const { status, run, instead } = live;
  const error = live.error ?? status?.unsupported ?? null;
  const why = instead === null ? "" : `Windows keeps ${instead} to itself, but it hands out a copy. `;
  return (
    <Dialog
      title={status === null ? T.live.title : `${T.live.title}: ${status.computer}`}
      {...(hasLog ? { description: `${why}${T.live.what}` } : {})}
      onClose={() => hideLive(app)}
      className="live"
      focus={first}
    >
      {error !== null && (
        <div className="start-error live-error" role="alert">
          {errorSentence(error)}
        </div>
      )}
      {!hasLog ? (
        <BringFile intro={T.live.elsewhere} />
      ) : run !== null ? (
        <Saving run={run} />
      ) : status === null || status.unsupported !== null ? (
        error === null ? (
          <p role="status" className="mute">
            {T.live.looking}
          </p>
        ) : (
          <BringFile intro={T.live.otherWay} />
        )
      ) : (
        <ChannelChoice channels={status.channels} start={first} />
      )}
    </Dialog>
  );
}
