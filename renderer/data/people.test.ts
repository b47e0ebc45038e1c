import { expect, test } from "vitest";
import { buildCase } from "../../shared/testing/case-builder.ts";
import { daysOfPerson, findPeople, peopleOf, personSummary } from "./people.ts";

const HOUR = 36_000_000_000;
const data = buildCase({
  sessions: [
    { computer: "PC1", user: "anna", domain: "CORP", start: 8 * HOUR, end: 12 * HOUR, endLower: 12 * HOUR },
    { computer: "PC1", user: "anna", domain: "CORP", start: 13 * HOUR, end: 17 * HOUR, endLower: 17 * HOUR },
    { computer: "PC1", user: "hannah", domain: "CORP", start: 8 * HOUR, end: 9 * HOUR },
    { computer: "PC1", user: "svc", kind: "service", start: 0, end: HOUR },
  ],
  failures: [{ time: HOUR, user: "guest" }],
});

test("those who signed in or were refused, most sessions first; programs are no people", () => {
  expect(peopleOf(data).map(({ name, sessions, failures }) => [name, sessions, failures])).toEqual([
    ["anna", 2, 0],
    ["hannah", 1, 0],
    ["guest", 0, 1],
  ]);
});

test("a search looks at account names too, and puts first whose name begins so", () => {
  expect(findPeople(data, "ANN", 10).map((person) => person.name)).toEqual(["anna", "hannah"]);
  expect(findPeople(data, "h", 10).map((person) => person.name)).toEqual(["hannah"]);
  expect(findPeople(data, "corp\\", 10)).toHaveLength(2);
  expect(findPeople(data, "", 2)).toHaveLength(2);
  expect(findPeople(data, "nobody", 10)).toEqual([]);
});

test("a person is found by key, with days in the zone", () => {
  const [anna] = peopleOf(data);
  expect(personSummary(data, anna!.key)?.signIns.total).toBe(2);
  expect(daysOfPerson(data, anna!.key, "UTC", 5)).toMatchObject([{ day: 0, min: 8 * HOUR }]);
  expect(personSummary(data, "somebody else")).toBeNull();
  expect(daysOfPerson(data, "somebody else", "UTC", 5)).toEqual([]);
});
