import type { LeftOut } from "../../../shared/types/source.ts";
import { leftOutText } from "../../data/messages.ts";
import { SOURCE_TEXTS as S } from "../../data/texts/sources.ts";
import { fileName } from "../../data/texts.ts";

/** What stood in folders and archives and is no log: a number, and the names for who asks. */
export function LeftOutFiles({ leftOut }: { readonly leftOut: readonly LeftOut[] }) {
  if (leftOut.length === 0) return null;
  return (
    <section className="left-out" aria-label={S.leftOut}>
      {leftOut.map(({ folder, count: total, files }) => (
        <details key={folder}>
          <summary>{S.otherFiles(total, fileName(folder))}</summary>
          <ul className="mono">
            {files.map(({ name, why }) => (
              <li key={name}>
                <span className="path">{name}</span> <span className="mute">{leftOutText(why)}</span>
              </li>
            ))}
            {total > files.length && <li className="mute">{S.more(total - files.length)}</li>}
          </ul>
        </details>
      ))}
    </section>
  );
}
