import { leftOutText } from "../../../shared/export/messages.ts";
import type { LeftOut } from "../../../shared/types/source.ts";
import { count, fileName } from "../../data/texts.ts";

/** What stood in folders and archives and is no log: a number, and the names for who asks. */
export function LeftOutFiles({ leftOut }: { readonly leftOut: readonly LeftOut[] }) {
  if (leftOut.length === 0) return null;
  return (
    <section className="left-out" aria-label="Left out">
      {leftOut.map(({ folder, count: total, files }) => (
        <details key={folder}>
          <summary>
            {total === 1 ? "1 other file" : `${count(total)} other files`} in {fileName(folder)}{" "}
            {total === 1 ? "is no log" : "are no logs"}
          </summary>
          <ul className="mono">
            {files.map(({ name, why }) => (
              <li key={name}>
                <span className="path">{name}</span> <span className="mute">{leftOutText(why)}</span>
              </li>
            ))}
            {total > files.length && <li className="mute">and {count(total - files.length)} more</li>}
          </ul>
        </details>
      ))}
    </section>
  );
}
