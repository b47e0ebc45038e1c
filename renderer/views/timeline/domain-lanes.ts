import type { LaneBy } from "../../../shared/engine/lanes.ts";
import { visibleText } from "../../../shared/export/visible-text.ts";
import type { CaseData } from "../../../shared/types/case.ts";
import type { Lane } from "../../components/time-canvas/lane-model.ts";
import { type DomainLane, type DomainMark, domainLanes } from "../../data/domain.ts";
import { count } from "../../data/numbers.ts";
import { DOMAIN_TEXTS as D } from "../../data/texts/domain.ts";

/** Lanes of what domain controllers tell: by user, else by controller. They have marks and never bars. */
export function authenticationLanes(data: CaseData, by: LaneBy): readonly DomainLane[] {
  return domainLanes(data, by === "user" ? "user" : "controller");
}

const NO_ROWS = new Uint32Array(0);
const WORDS: Readonly<Record<DomainMark["kind"], string>> = {
  seen: D.seen,
  turnedAway: D.refused,
  lockedOut: D.locked,
};

export function authenticationLane({ name, marks }: DomainLane, by: LaneBy): Lane {
  const seen = marks.filter(({ kind }) => kind === "seen").length;
  return {
    label: visibleText(name),
    note: seen === 0 ? "" : count(seen),
    failures: NO_ROWS,
    marks: marks.map((mark) => ({ time: mark.time, kind: mark.kind, label: markWords(mark, by) })),
    holes: [],
  };
}

/** `Authenticated by DC1 from 10.0.0.17 (PC1, inferred from its address)`. */
function markWords({ kind, user, controller, from, inferred }: DomainMark, by: LaneBy): string {
  const what = by === "user" ? D.byController(WORDS[kind], controller) : D.ofUser(WORDS[kind], user);
  const mark = from === "" ? what : D.from(what, from);
  return visibleText(inferred === "" ? mark : D.inferred(mark, inferred));
}
