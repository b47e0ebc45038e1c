import { useEffect, useState } from "react";
import { recordTitle } from "../../../shared/engine/catalog/event-catalog.ts";
import { explainField } from "../../../shared/engine/explain/explain-field.ts";
import { errorText } from "../../../shared/export/messages.ts";
import type { FullRecord, FullValue } from "../../../shared/types/full-record.ts";
import { type RecordDetail, useApp } from "../../state/app.ts";
import { asAppError } from "../../state/open-commands.ts";
import { useStore } from "../../state/store.ts";

type State =
  | { readonly type: "reading" }
  | { readonly type: "here"; readonly detail: RecordDetail }
  | { readonly type: "failed"; readonly text: string };

function meaningOf(record: FullRecord, name: string, value: FullValue | number): string | null {
  if (name === "Event") return recordTitle(record.provider ?? "", record.eventId);
  return typeof value === "string" ? explainField(record.eventId, name, value) : null;
}

/** What a value means, beside it. */
function Meaning({ text }: { readonly text: string | null }) {
  return text === null ? null : <span className="meant">{text}</span>;
}

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
                <td>
                  {typeof value === "object" ? value.join("\n") : String(value)}
                  <Meaning text={meaningOf(record, name, value)} />
                </td>
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
