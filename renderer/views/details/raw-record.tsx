import { useEffect, useState } from "react";
import { errorText } from "../../../shared/export/messages.ts";
import type { FullValue } from "../../../shared/types/full-record.ts";
import { type RecordDetail, useApp } from "../../state/app.ts";
import { asAppError } from "../../state/open-commands.ts";
import { useStore } from "../../state/store.ts";

type State =
  | { readonly type: "reading" }
  | { readonly type: "here"; readonly detail: RecordDetail }
  | { readonly type: "failed"; readonly text: string };

/** One record, read again from its file: every field by name, and the XML as text. */
export function RawRecord({ source, offset }: { readonly source: number; readonly offset: number }) {
  const app = useApp();
  const caseId = useStore(app.job, (job) => ("caseId" in job ? job.caseId : null));
  const [state, setState] = useState<State>({ type: "reading" });
  useEffect(() => {
    if (caseId === null) return;
    let gone = false;
    setState({ type: "reading" });
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

  if (state.type === "reading") return <p className="mute">Reading the record…</p>;
  if (state.type === "failed") return <p role="alert">{state.text}</p>;
  const { record, xml } = state.detail;
  const fields: readonly (readonly [name: string, value: FullValue | number | null])[] = [
    ["Event", record.eventId],
    ["Time created", record.timeCreated],
    ["Computer", record.computer],
    ["Channel", record.channel],
    ["Provider", record.provider],
    ...Object.entries(record.data),
    ...Object.entries(record.userData),
  ];
  return (
    <div className="raw">
      <table>
        <tbody>
          {fields.map(([name, value]) =>
            value === null ? null : (
              <tr key={name}>
                <td>{name}</td>
                <td>{typeof value === "object" ? value.join("\n") : String(value)}</td>
              </tr>
            ),
          )}
        </tbody>
      </table>
      <details className="rule">
        <summary>As XML</summary>
        <pre>{xml}</pre>
      </details>
    </div>
  );
}
