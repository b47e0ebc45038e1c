import type { TextImport } from "../../../shared/types/text-import.ts";
import { T } from "../../data/texts.ts";
import { useClock } from "../../state/app.ts";

/** The newest rows of an export as they are understood: what is written beside what it was taken for. */
export function CoachPreview({ text }: { readonly text: TextImport }) {
  const clock = useClock();
  const isScript = text.form === "script";
  if (text.preview.length === 0) return <p className="mute">The file has a header and no records.</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it holds nothing to focus, yet must scroll by keyboard
    <section className="coach-preview" aria-label="First rows as understood" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">As written</th>
            <th scope="col">Understood as</th>
            {!isScript && <th scope="col">Event</th>}
            <th scope="col">{isScript ? T.scripts.line : "Message begins"}</th>
          </tr>
        </thead>
        <tbody>
          {text.preview.map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity and never move
            <tr key={at}>
              <td className="mono">{row.written}</td>
              <td>{Number.isNaN(row.time) ? T.notKnown : clock.whole(row.time)}</td>
              {!isScript && (
                <td className="mono" title={row.provider}>
                  {row.eventId}
                </td>
              )}
              <td className="coach-message" title={row.message}>
                {row.message}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
