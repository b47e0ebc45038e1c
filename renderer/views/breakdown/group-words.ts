import {
  type BreakdownGroup,
  breakdownSessions,
  type SessionBreakdown,
} from "../../../shared/engine/breakdown.ts";
import type { Rows } from "../../../shared/engine/filter/filter.ts";
import { visibleText } from "../../../shared/export/visible-text.ts";
import type { CaseData } from "../../../shared/types/case.ts";
import { CONFIDENCES, END_REASONS } from "../../../shared/types/names.ts";
import type { ChartColor } from "../../components/charts/chart-types.ts";
import { memoByObject } from "../../data/memo.ts";
import { endReasonText } from "../../data/messages.ts";
import { typeText } from "../../data/session-words.ts";
import { sourceGroups } from "../../data/source-groups.ts";
import { T } from "../../data/texts.ts";
import { barGroup } from "../timeline/bars.ts";

/** What the view counts by, and the field of the filter that asks for it. */
export const PANELS = [
  ["type", "type"],
  ["confidence", "confidence"],
  ["reason", "reason"],
  ["user", "user"],
  ["computer", "computer"],
  ["source", "ip"],
  ["package", "package"],
] as const satisfies readonly (readonly [by: SessionBreakdown, field: string])[];
export type PanelBy = (typeof PANELS)[number][0];

/** A group in words. */
export interface GroupWords {
  readonly label: string;
  readonly color: ChartColor;
  /** Filter values, any of which will do; null for what no filter can name. */
  readonly values: readonly string[] | null;
}

const CONFIDENCE_COLORS: readonly ChartColor[] = ["ok", "warn", "accent", "fail"];

/** The groups of one panel, the largest first, with their words. */
export interface PanelGroups {
  readonly groups: readonly BreakdownGroup[];
  readonly wordsOf: (group: BreakdownGroup) => GroupWords;
}

const HERE = -1;

/** Counted once for a set of rows. */
export const panelGroups = memoByObject((rows: Rows, data: CaseData, by: PanelBy): PanelGroups => {
  if (by === "source") {
    const { groups, here, hereAddresses } = sourceGroups(data, rows);
    return {
      // The address of this group may stand for another one too: that of tunnels.
      groups: groups.map((group) => (group === here ? { ...group, code: HERE } : group)),
      wordsOf: (group) =>
        group.code === HERE
          ? { label: T.thisComputer, color: "accent", values: hereAddresses }
          : named(group.text),
    };
  }
  const groups = breakdownSessions(data.sessions, data.strings, rows, by);
  if (by === "user") {
    const apart = namesApart(groups);
    return { groups, wordsOf: (group) => userWords(data, group, apart) };
  }
  return { groups, wordsOf: (group) => codeWords(by, group) };
}, 16);

function codeWords(by: PanelBy, { code, text }: BreakdownGroup): GroupWords {
  switch (by) {
    case "type":
      return {
        label: typeText(code),
        color: barGroup(code),
        values: [code === 255 ? "none" : String(code)],
      };
    case "reason": {
      const reason = END_REASONS[code] ?? "noRecord";
      return { label: endReasonText(reason), color: "accent", values: [reason] };
    }
    case "confidence": {
      const confidence = CONFIDENCES[code] ?? "unknown";
      return {
        label: T.confidence[confidence],
        color: CONFIDENCE_COLORS[code] ?? "hole",
        values: [confidence],
      };
    }
    default:
      return named(text);
  }
}

function named(name: string | null): GroupWords {
  return {
    label: name === null ? T.notKnown : visibleText(name),
    color: "accent",
    values: name === null ? null : [name],
  };
}

/** What a name looks like at a glance: case, and forms that Unicode holds to be the same, are not seen. */
function glance(name: string): string {
  return name.normalize("NFKC").toLowerCase().trim();
}

/** Names that several accounts have, or that look the same. */
function namesApart(groups: readonly BreakdownGroup[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const { text } of groups) {
    if (text === null) continue;
    const look = glance(text);
    if (seen.has(look)) twice.add(look);
    seen.add(look);
  }
  return twice;
}

/**
 * An account without a name is at least a number. Several that look the same are told apart by their domain and the
 * end of their number, and asked for by number, because the filter does not mind case.
 */
function userWords(
  data: CaseData,
  { text, firstRow }: BreakdownGroup,
  apart: ReadonlySet<string>,
): GroupWords {
  const { sessions, strings } = data;
  const sid = strings[sessions.sid[firstRow]!] || null;
  if (text === null) return named(sid);
  if (!apart.has(glance(text))) return named(text);
  const domain = strings[sessions.domain[firstRow]!] ?? "";
  const tail = sid === null ? "" : ` …${sid.split("-").at(-1)}`;
  return {
    label: visibleText(`${text} (${domain}${tail})`),
    color: "accent",
    values: [sid ?? (domain === "" ? text : `${domain}\\${text}`)],
  };
}
