import type { CaseData } from "../../../shared/types/case.ts";
import type { MenuItem } from "../../components/menu-items.tsx";
import type { Hit } from "../../components/time-canvas/hit-test.ts";
import { windowAround } from "../../components/time-canvas/time-scale.ts";
import type { Clock } from "../../data/clock.ts";
import { failureComputer, failureSentence, failureUser } from "../../data/failure-words.ts";
import { plainText } from "../../data/filled-words.ts";
import { sessionText, sessionTitle } from "../../data/session-facts.ts";
import { T } from "../../data/texts.ts";
import type { App } from "../../state/app.ts";
import { askWho, exclude, narrow, select, setRange, toggleFold } from "../../state/commands.ts";
import { copyText } from "../../state/copy-command.ts";
import { barsOf } from "./bars.ts";
import type { TimelineLanes } from "./lane-set.ts";
import { type LaneTerm, laneTerms } from "./lane-words.ts";

const M = T.laneMenu;
const RULE: MenuItem = { type: "separator" };

export interface HitMenu {
  /** What the entries are about. */
  readonly label: string;
  readonly items: readonly MenuItem[];
}

/** The context menu of whatever lies under the pointer. */
export function hitMenu(app: App, data: CaseData, lanes: TimelineLanes, clock: Clock, hit: Hit): HitMenu {
  switch (hit.type) {
    case "lane":
      if (hit.row >= 0) return sessionMenu(app, data, clock, hit.row, hit.time);
      if (hit.failure >= 0) return failureMenu(app, data, clock, hit.failure);
      return {
        label: lanes.laneOf(hit.lane).label,
        items: [...momentItems(app, clock, hit.time), RULE, ...termItems(app, lanes.termsOf(hit.lane))],
      };
    case "label":
      return laneMenu(app, lanes, hit.lane);
    case "group":
      return {
        label: hit.group.label,
        items: [
          { label: M.fold, onSelect: () => toggleFold(app, hit.group.key) },
          RULE,
          ...(hit.group.headed ? termItems(app, computerTerm(lanes, hit.group.lanes)) : []),
        ],
      };
    case "axis":
    case "levels":
      return { label: clock.short(hit.time), items: momentItems(app, clock, hit.time) };
    case "none":
      return { label: "", items: [] };
  }
}

function sessionMenu(app: App, data: CaseData, clock: Clock, row: number, time: number): HitMenu {
  const bars = barsOf(data);
  return {
    label: sessionTitle(data, row),
    items: [
      { label: M.details, shortcut: T.keys.enter, onSelect: () => select(app, { type: "session", row }) },
      {
        label: M.zoom,
        onSelect: () => setRange(app, windowAround(bars.from[row]!, bars.to[row]!)),
      },
      { label: M.who, onSelect: () => askWho(app, time) },
      RULE,
      ...termItems(app, laneTerms(data, data.sessions, row, "userInComputer")),
      RULE,
      { label: M.copy, onSelect: () => copyText(app, sessionText(data, row, clock)) },
    ],
  };
}

function failureMenu(app: App, data: CaseData, clock: Clock, row: number): HitMenu {
  const time = data.failures.time[row]!;
  return {
    label: T.lanes.userOn(failureUser(data, row), failureComputer(data, row)),
    items: [
      { label: M.details, onSelect: () => select(app, { type: "failure", row }) },
      { label: M.who, onSelect: () => askWho(app, time) },
      RULE,
      ...termItems(app, laneTerms(data, data.failures, row, "userInComputer")),
      RULE,
      { label: M.copy, onSelect: () => copyText(app, plainText(failureSentence(data, row, clock))) },
    ],
  };
}

function laneMenu(app: App, lanes: TimelineLanes, lane: number): HitMenu {
  const { label } = lanes.laneOf(lane);
  const terms = termItems(app, lanes.termsOf(lane));
  return {
    label,
    items: [
      ...terms,
      ...(terms.length > 0 ? [RULE] : []),
      { label: M.copyName, onSelect: () => copyText(app, label) },
    ],
  };
}

function momentItems(app: App, clock: Clock, time: number): readonly MenuItem[] {
  const day = clock.axis.dayOf(time);
  return [
    { label: M.who, onSelect: () => askWho(app, time) },
    {
      label: M.show(clock.dayName(time)),
      onSelect: () =>
        setRange(app, { from: clock.axis.momentOf(day, 0), to: clock.axis.momentOf(day + 1, 0) }),
    },
    { label: T.range.clear, shortcut: T.keys.home, onSelect: () => setRange(app, null) },
  ];
}

/** Only this, then not this. */
function termItems(app: App, terms: readonly LaneTerm[]): readonly MenuItem[] {
  return [
    ...terms.map(({ field, value, name }) => ({
      label: M.only(name),
      onSelect: () => narrow(app, field, value),
    })),
    ...terms.map(({ field, value, name }) => ({
      label: M.not(name),
      onSelect: () => exclude(app, field, value),
    })),
  ];
}

function computerTerm(lanes: TimelineLanes, group: Uint32Array): readonly LaneTerm[] {
  const [lane] = group;
  return lane === undefined ? [] : lanes.termsOf(lane).filter(({ field }) => field === "computer");
}
