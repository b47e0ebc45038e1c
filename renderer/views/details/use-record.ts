import { useEffect, useMemo, useState } from "react";
import { errorText } from "../../../shared/export/messages.ts";
import { HIDDEN, maskedRecord } from "../../data/masked-record.ts";
import { type RecordDetail, useApp } from "../../state/app.ts";
import { asAppError } from "../../state/open-commands.ts";
import { useStore } from "../../state/store.ts";

export type ReadState =
  | { readonly type: "reading" }
  | { readonly type: "here"; readonly detail: RecordDetail }
  | { readonly type: "failed"; readonly text: string };

const READING: ReadState = { type: "reading" };

/** One record, read again from its file. */
export function useRecord(source: number, offset: number): ReadState {
  const app = useApp();
  const caseId = useStore(app.job, (job) => ("caseId" in job ? job.caseId : null));
  const [state, setState] = useState(READING);
  useEffect(() => {
    if (caseId === null) return;
    let gone = false;
    setState(READING);
    app.host.readRecord(caseId, source, offset).then(
      (detail) => {
        if (!gone) setState({ type: "here", detail });
      },
      (error: unknown) => {
        if (!gone) setState({ type: "failed", text: errorText(asAppError(error).code) });
      },
    );
    return () => {
      gone = true;
    };
  }, [app, caseId, source, offset]);
  const masking = useStore(app.masking, (masking) => masking);
  return useMemo(() => {
    if (state.type !== "here" || masking?.aliases == null) return state;
    const record = maskedRecord(state.detail.record, masking.aliases);
    return { type: "here", detail: { record, xml: HIDDEN } };
  }, [state, masking]);
}
