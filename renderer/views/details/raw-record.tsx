import { recordTitle } from "../../../shared/engine/catalog/event-catalog.ts";
import { explainField } from "../../../shared/engine/explain/explain-field.ts";
import type { FullRecord, FullValue } from "../../../shared/types/full-record.ts";
import type { RecordDetail } from "../../state/app.ts";
import { useRecord } from "./use-record.ts";

function meaningOf(record: FullRecord, name: string, value: FullValue | number): string | null {
  if (name === "Event") return recordTitle(record.provider ?? "", record.eventId);
  return typeof value === "string" ? explainField(record.eventId, name, value) : null;
}

/** What a value means, beside it. */
function Meaning({ text }: { readonly text: string | null }) {
  return text === null ? null : <span className="meant">{text}</span>;
}

/** One record, read again from its file. */
export function RawRecord({ source, offset }: { readonly source: number; readonly offset: number }) {
  const state = useRecord(source, offset);
  if (state.type === "reading") return <p className="mute">Reading the record…</p>;
  if (state.type === "failed") return <p role="alert">{state.text}</p>;
  return <RecordFields detail={state.detail} />;
}

/** Every field by name, with what it means, and the XML as text. */
export function RecordFields({ detail: { record, xml } }: { readonly detail: RecordDetail }) {
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
