import type { CaseData } from "../../shared/types/case.ts";

/** How a session hangs together with another one. */
export type Link = "parent" | "child" | "before" | "after";

export interface LinkedSession {
  readonly link: Link;
  readonly row: number;
}

/** More children than these are a list of their own: the filter finds them. */
export const MOST_CHILDREN = 20;

/**
 * Sessions that belong to one: the session it was started from, those that were started from it, and the neighbours
 * of the same user and kind on the same computer. One pass over three columns.
 */
export function linkedSessions(
  data: CaseData,
  row: number,
): { readonly links: readonly LinkedSession[]; readonly moreChildren: number } {
  const { parent, userKey, computerKey, kind, length } = data.sessions;
  const links: LinkedSession[] = [];
  const children: LinkedSession[] = [];
  let count = 0;
  let before = -1;
  let after = -1;
  const user = userKey[row]!;
  for (let other = 0; other < length; other++) {
    if (parent[other] === row && ++count <= MOST_CHILDREN) children.push({ link: "child", row: other });
    if (user === 0 || other === row || userKey[other] !== user) continue;
    if (computerKey[other] !== computerKey[row] || kind[other] !== kind[row]) continue;
    // Rows are in the order of their start.
    if (other < row) before = other;
    else if (after === -1) after = other;
  }
  if (parent[row]! >= 0) links.push({ link: "parent", row: parent[row]! });
  links.push(...children);
  if (before >= 0) links.push({ link: "before", row: before });
  if (after >= 0) links.push({ link: "after", row: after });
  return { links, moreChildren: Math.max(0, count - MOST_CHILDREN) };
}
