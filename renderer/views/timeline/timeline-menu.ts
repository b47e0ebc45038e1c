import type { CaseData } from "../../../shared/types/case.ts";
import type { MenuItem } from "../../components/menu-items.tsx";
import type { Hit } from "../../components/time-canvas/hit-test.ts";
import { windowAround } from "../../components/time-canvas/time-scale.ts";
import type { Clock } from "../../data/clock.ts";
import { failureComputer, failureSentence, failureUser } from "../../data/failure-words.ts";
import { sessionText, sessionTitle } from "../../data/session-facts.ts";
import { plainText } from "../../data/session-words.ts";
import type { App } from "../../state/app.ts";
import { askWho, exclude, narrow, select, setRange, toggleFold } from "../../state/commands.ts";
import { copyText } from "../../state/copy-command.ts";
import { barsOf } from "./bars.ts";
import type { TimelineLanes } from "./lane-set.ts";
import { type LaneTerm, laneTerms } from "./lane-words.ts";

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
          { label: "Fold or unfold", onSelect: () => toggleFold(app, hit.group.key) },
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
      { label: "Open details", shortcut: "Enter", onSelect: () => select(app, { type: "session", row }) },
      {
        label: "Zoom to this session",
        onSelect: () => setRange(app, windowAround(bars.from[row]!, bars.to[row]!)),
      },
      { label: "Who was on at this moment", onSelect: () => askWho(app, time) },
      RULE,
      ...termItems(app, laneTerms(data, data.sessions, row, "userInComputer")),
      RULE,
      { label: "Copy", onSelect: () => copyText(app, sessionText(data, row, clock)) },
    ],
  };
}

function failureMenu(app: App, data: CaseData, clock: Clock, row: number): HitMenu {
  const time = data.failures.time[row]!;
  return {
    label: `${failureUser(data, row)} on ${failureComputer(data, row)}`,
    items: [
      { label: "Open details", onSelect: () => select(app, { type: "failure", row }) },
      { label: "Who was on at this moment", onSelect: () => askWho(app, time) },
      RULE,
      ...termItems(app, laneTerms(data, data.failures, row, "userInComputer")),
      RULE,
      { label: "Copy", onSelect: () => copyText(app, plainText(failureSentence(data, row, clock))) },
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
      { label: "Copy the name", onSelect: () => copyText(app, label) },
    ],
  };
}

function momentItems(app: App, clock: Clock, time: number): readonly MenuItem[] {
  const day = clock.axis.dayOf(time);
  return [
    { label: "Who was on at this moment", onSelect: () => askWho(app, time) },
    {
      label: `Show ${clock.dayName(time)}`,
      onSelect: () =>
        setRange(app, { from: clock.axis.momentOf(day, 0), to: clock.axis.momentOf(day + 1, 0) }),
    },
    { label: "Show the whole case", shortcut: "Home", onSelect: () => setRange(app, null) },
  ];
}

/** Only this, then not this. */
function termItems(app: App, terms: readonly LaneTerm[]): readonly MenuItem[] {
  return [
    ...terms.map(({ field, value, name }) => ({
      label: `Only ${name}`,
      onSelect: () => narrow(app, field, value),
    })),
    ...terms.map(({ field, value, name }) => ({
      label: `Not ${name}`,
      onSelect: () => exclude(app, field, value),
    })),
  ];
}

function computerTerm(lanes: TimelineLanes, group: Uint32Array): readonly LaneTerm[] {
  const [lane] = group;
  return lane === undefined ? [] : lanes.termsOf(lane).filter(({ field }) => field === "computer");
}
