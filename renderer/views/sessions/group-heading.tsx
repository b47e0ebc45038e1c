import { SureIcon } from "../../components/sure-icon.tsx";
import { count } from "../../data/numbers.ts";
import type { SessionGroupWords } from "../../data/session-group-words.ts";
import { TABLE_TEXTS as W } from "../../data/texts/table.ts";
import { T } from "../../data/texts.ts";

/** The line over the rows of a group: how many, how long added up, and how well their ends are known. */
export function GroupHeading({
  words: { name, sessions, times, ends },
}: {
  readonly words: SessionGroupWords;
}) {
  return (
    <>
      <b className="clip" dir="auto" title={name}>
        {name}
      </b>
      <span>{sessions}</span>
      <span title={W.addedUp}>{times}</span>
      {ends.map(({ confidence, count: ending }) => (
        <span key={confidence} className="pair" title={`${count(ending)}: ${T.confidence[confidence]}`}>
          <SureIcon confidence={confidence} />
          {count(ending)}
          <span className="sr-only">{T.confidence[confidence]}</span>
        </span>
      ))}
    </>
  );
}
