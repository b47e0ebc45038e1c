import { useEffect, useMemo, useState } from "react";
import { HIDDEN, maskedRecord } from "../../data/masked-record.ts";
import { errorText } from "../../data/messages.ts";
import { isSameRecord, type KnownRecord } from "../../data/same-record.ts";
import { PACK_TEXTS } from "../../data/texts/pack.ts";
import { type RecordDetail, useApp } from "../../state/app.ts";
import { asAppError } from "../../state/open-commands.ts";
import { useStore } from "../../state/store.ts";

export type ReadState =
  | { readonly type: "reading" }
  | { readonly type: "here"; readonly detail: RecordDetail }
  | { readonly type: "failed"; readonly text: string };

const READING: ReadState = { type: "reading" };

/** One record, read again from its file; held against what is known of it, because the file may have changed since. */
export function useRecord(source: number, offset: number, known: KnownRecord | null = null): ReadState {
  const app = useApp();
  const caseId = useStore(app.job, (job) => ("caseId" in job ? job.caseId : null));
  // Reading broke off and the host has put the case away; what was read so far is still on screen.
  const isAway = useStore(app.job, (job) => job.phase === "failed");
  const [state, setState] = useState(READING);
  useEffect(() => {
    let gone = false;
    setState(isAway ? { type: "failed", text: errorText("caseUnknown") } : READING);
    if (caseId === null) return;
    app.host.readRecord(caseId, source, offset).then(
      (detail) => {
        if (gone) return;
        const isSame = known === null || isSameRecord(known, detail.record);
        setState(isSame ? { type: "here", detail } : { type: "failed", text: errorText("recordUnreadable") });
      },
      (error: unknown) => {
        const { code } = asAppError(error);
        const isPacked = code === "recordUnreadable" && app.dataset.get().data?.pack !== undefined;
        if (!gone) setState({ type: "failed", text: isPacked ? PACK_TEXTS.noRecord : errorText(code) });
      },
    );
    return () => {
      gone = true;
    };
  }, [app, caseId, isAway, source, offset, known]);
  const masking = useStore(app.masking, (masking) => masking);
  return useMemo(() => {
    if (state.type !== "here" || masking?.aliases == null) return state;
    const record = maskedRecord(state.detail.record, masking.aliases);
    return { type: "here", detail: { record, xml: HIDDEN } };
  }, [state, masking]);
}
