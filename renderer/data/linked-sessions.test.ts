import { expect, test } from "vitest";
import { emptyCase } from "../../shared/testing/empty-case.ts";
import { linkedSessions, MOST_CHILDREN } from "./linked-sessions.ts";

/** Sessions of one user each on one computer, in the order of their start. */
function caseOf(users: readonly number[]) {
  const data = emptyCase(users.length);
  data.sessions.userKey.set(users);
  data.sessions.parent.fill(-1);
  return data;
}

test("neighbours are those of the same user, computer and kind", () => {
  const data = caseOf([5, 6, 5, 5, 6, 5, 5]);
  data.sessions.computerKey[2] = 9;
  data.sessions.kind[5] = 3;
  expect(linkedSessions(data, 3).links).toEqual([
    { link: "before", row: 0 },
    { link: "after", row: 6 },
  ]);
  expect(linkedSessions(data, 2).links).toEqual([]);
});

test("a session without a known user has no neighbours", () => {
  expect(linkedSessions(caseOf([0, 0, 0]), 1).links).toEqual([]);
});

test("parent and children are told, the children up to a number", () => {
  const data = caseOf(Array.from({ length: MOST_CHILDREN + 10 }, (_, i) => i + 1));
  data.sessions.parent.fill(1, 2);
  expect(linkedSessions(data, 2)).toEqual({ links: [{ link: "parent", row: 1 }], moreChildren: 0 });
  const { links, moreChildren } = linkedSessions(data, 1);
  expect(links).toHaveLength(MOST_CHILDREN);
  expect(links[0]).toEqual({ link: "child", row: 2 });
  expect(moreChildren).toBe(8);
});
