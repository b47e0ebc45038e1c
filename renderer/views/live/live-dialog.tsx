import { useRef } from "react";
import { Dialog } from "../../components/dialog.tsx";
import { Segmented } from "../../components/segmented.tsx";
import { QUESTIONS } from "../../data/help/help-topics.ts";
import { errorSentence } from "../../data/messages.ts";
import { HELP_TEXTS } from "../../data/texts/help.ts";
import { HOST_TEXTS as H } from "../../data/texts/hosts.ts";
import { T } from "../../data/texts.ts";
import { useApp } from "../../state/app.ts";
import { hideLive } from "../../state/live-commands.ts";
import { useStore } from "../../state/store.ts";
import { HelpLink } from "../help/help-link.tsx";
import { BringFile } from "./bring-file.tsx";
import { ChannelChoice } from "./channel-choice.tsx";
import { HostChoice } from "./host-choice.tsx";
import { HostElsewhere } from "./host-elsewhere.tsx";
import { HostRows } from "./host-rows.tsx";
import { Saving } from "./saving.tsx";

/** Reads the log of the machine the program runs on, or says how to bring one where there is none. */
export function LiveDialog() {
  const app = useApp();
  const live = useStore(app.live, (state) => state);
  const hasLog = useStore(app.desk, (desk) => desk.info?.capabilities.liveLog === true);
  const first = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLTextAreaElement>(null);
  if (!live.open) return null;
  const { status, run, instead } = live;
  const error = live.error ?? (live.place === "here" ? (status?.unsupported ?? null) : null);
  const why = instead === null ? "" : T.live.kept(instead);
  const isHere = live.place === "here";
  return (
    <Dialog
      close={T.close}
      title={!isHere ? H.title : status === null ? T.live.title : `${T.live.title}: ${status.computer}`}
      {...(hasLog ? { description: isHere ? `${why}${T.live.what}` : H.what } : {})}
      onClose={() => hideLive(app)}
      className="live"
      focus={isHere ? first : list}
    >
      <div className="live-place">
        <Segmented
          label={H.place}
          value={live.place}
          options={[
            ["here", H.here],
            ["others", H.others],
          ]}
          onChange={(place) => app.live.patch({ place, error: null })}
        />
        <HelpLink
          inDialog
          place={isHere ? QUESTIONS.rights : QUESTIONS.others}
          label={HELP_TEXTS.aboutRights}
        />
      </div>
      {error !== null && (
        <div className="start-error live-error" role="alert">
          {errorSentence(error)}
        </div>
      )}
      {!isHere ? (
        !hasLog ? (
          <HostElsewhere />
        ) : live.hosts.rows === null && !live.hosts.running ? (
          <HostChoice first={list} />
        ) : (
          <HostRows desk={live.hosts} />
        )
      ) : !hasLog ? (
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
