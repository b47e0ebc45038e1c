import type { FullRecord, FullValue } from "../../../shared/types/full-record.ts";
import { explainField, recordTitle } from "../../data/engine-texts.ts";
import type { Proof } from "../../data/session-facts.ts";
import { DETAIL_TEXTS as W } from "../../data/texts/details.ts";
import type { RecordDetail } from "../../state/app.ts";
import { useRecord } from "./use-record.ts";

function meaningOf(record: FullRecord, name: string, value: FullValue | number): string | null {
  if (name === W.fields.event) return recordTitle(record.provider ?? "", record.eventId);
  return typeof value === "string" ? explainField(record.eventId, name, value) : null;
}

/** What a value means, beside it. */
function Meaning({ text }: { readonly text: string | null }) {
  return text === null ? null : <span className="meant">{text}</span>;
}

/** The record that proves something, read again from its file. */
export function RawRecord({ proof }: { readonly proof: Proof }) {
  const state = useRecord(proof.source, proof.offset, proof);
  if (state.type === "reading") return <p className="mute">{W.reading}</p>;
  if (state.type === "failed") return <p role="alert">{state.text}</p>;
  return <RecordFields detail={state.detail} />;
}

/** Every field by name, with what it means, and the XML as text. */
export function RecordFields({ detail: { record, xml } }: { readonly detail: RecordDetail }) {
  const fields: readonly (readonly [name: string, value: FullValue | number | null])[] = [
    [W.fields.event, record.eventId],
    [W.fields.time, record.timeCreated],
    [W.fields.computer, record.computer],
    [W.fields.channel, record.channel],
    [W.fields.provider, record.provider],
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
        <summary>{W.asXml}</summary>
        <pre>{xml}</pre>
      </details>
    </div>
  );
}
