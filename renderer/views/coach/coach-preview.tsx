import type { TextImport } from "../../../shared/types/text-import.ts";
import { COACH_TEXTS as W } from "../../data/texts/coach.ts";
import { T } from "../../data/texts.ts";
import { useClock } from "../../state/app.ts";

/** The newest rows of an export as they are understood: what is written beside what it was taken for. */
export function CoachPreview({ text }: { readonly text: TextImport }) {
  const clock = useClock();
  const isScript = text.form === "script";
  if (text.preview.length === 0) return <p className="mute">{W.noRows}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it holds nothing to focus, yet must scroll by keyboard
    <section className="coach-preview" aria-label={W.preview} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{W.written}</th>
            <th scope="col">{W.understood}</th>
            {!isScript && <th scope="col">{W.event}</th>}
            <th scope="col">{isScript ? T.scripts.line : W.message}</th>
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
