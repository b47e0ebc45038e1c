import { checkCounts } from "../../../shared/engine/trails/check-counts.ts";
import type { CaseData } from "../../../shared/types/case.ts";
import type { SessionKind } from "../../../shared/types/names.ts";
import type { TrailCheck } from "../../../shared/types/trail.ts";
import { memoByObject } from "../../data/memo.ts";
import { count } from "../../data/numbers.ts";
import { isZoneAssumed } from "../../data/script-zone.ts";
import { COUNTS } from "../../data/texts/counts.ts";
import { T } from "../../data/texts.ts";
import { useApp } from "../../state/app.ts";
import { showRows } from "../../state/commands.ts";
import { Block, Line } from "./line.tsx";

const countsOf = memoByObject((data: CaseData, computer: string | null) => checkCounts(data, computer));

/** What is worth a look first. */
const SHOWN: readonly Exclude<TrailCheck, "notHeld">[] = [
  "missingInLog",
  "missingInTrail",
  "differing",
  "matching",
];
/** Rows that a filter can name before it becomes a wall. */
const MOST_IDS = 200;

/** Sessions of logon scripts beside those of the event log: how many match, and what is missing on which side. */
export function TrailBlock({
  data,
  computer = null,
}: {
  readonly data: CaseData;
  /** Key of the one computer it is about; null for all. */
  readonly computer?: string | null;
}) {
  const app = useApp();
  const counts = countsOf(data, computer);
  if (counts === null) return null;
  const { scripts, rows } = counts;
  const show = (filter: string, kinds: readonly SessionKind[]) =>
    showRows(app, { view: "sessions", filter, kinds, window: null, selection: null });
  const showSome = (own: readonly number[]) =>
    show(own.length <= MOST_IDS ? `id:${own.map((row) => row + 1).join(",")}` : "", ["desktop", "script"]);
  return (
    <Block title={T.scripts.heldTitle}>
      <ul className="lines">
        <Line title={T.scripts.show} onOpen={() => show("", ["script"])}>
          <b>{COUNTS.sessions(scripts)}</b> {T.scripts.ofScripts}
          {rows.notHeld.length > 0 && `, ${count(rows.notHeld.length)} ${T.scripts.notCompared}`}
        </Line>
        {SHOWN.filter((check) => rows[check].length > 0).map((check) => (
          <Line key={check} title={T.scripts.show} onOpen={() => showSome(rows[check])}>
            <b className={check === "matching" ? "" : "trail-bad"}>{count(rows[check].length)}</b>{" "}
            {T.scripts.checkShort[check]}
          </Line>
        ))}
      </ul>
      <p className="mute trail-note">{T.scripts.heldNote}</p>
      {rows.missingInLog.length + rows.missingInTrail.length + rows.differing.length > 0 &&
        isZoneAssumed(data) && <p className="mute trail-note">{T.scripts.zoneAssumed}</p>}
    </Block>
  );
}
