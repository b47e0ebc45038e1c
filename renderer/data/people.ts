import { summarisePerson } from "../../shared/engine/summary/person.ts";
import { personDays } from "../../shared/engine/summary/person-days.ts";
import { usersOf } from "../../shared/engine/users.ts";
import { visibleText } from "../../shared/export/visible-text.ts";
import type { CaseData } from "../../shared/types/case.ts";
import { SESSION_KINDS } from "../../shared/types/names.ts";
import { zoneByName } from "./clock.ts";
import { memoByObject } from "./memo.ts";

/** Somebody who can be looked for by name. */
export interface Person {
  /** Identity as a text that stays the same when the case is read again (R15). */
  readonly key: string;
  readonly name: string;
  /** `DOMAIN\name`, as most often written. */
  readonly account: string;
  readonly sessions: number;
  readonly failures: number;
  /** What a search looks at, in lower case. */
  readonly text: string;
}

const DESKTOP = SESSION_KINDS.indexOf("desktop");

/** Everybody who signed in or was refused, most sessions first. */
export const peopleOf = memoByObject((data: CaseData): readonly Person[] => {
  const { sessions, failures, strings } = data;
  const counts = new Map<number, { sessions: number; failures: number }>();
  const countOf = (key: number) => {
    let count = counts.get(key);
    if (count === undefined) {
      count = { sessions: 0, failures: 0 };
      counts.set(key, count);
    }
    return count;
  };
  for (let row = 0; row < sessions.length; row++) {
    if (sessions.kind[row] === DESKTOP) countOf(sessions.userKey[row]!).sessions++;
  }
  for (let row = 0; row < failures.length; row++) countOf(failures.userKey[row]!).failures++;
  const people: Person[] = [];
  for (const [key, user] of usersOf(data)) {
    const count = counts.get(key);
    if (count === undefined) continue;
    const spellings = user.spellings.map(visibleText);
    people.push({
      ...count,
      key: strings[key] ?? "",
      name: visibleText(user.name),
      account: spellings[0] ?? visibleText(user.name),
      text: [user.name, ...spellings, user.sid ?? ""].join("\n").toLowerCase(),
    });
  }
  return people.sort(
    (a, b) => b.sessions - a.sessions || b.failures - a.failures || (a.name < b.name ? -1 : 1),
  );
});

/** People whose name, account or SID holds a text; those whose name begins with it first. */
export function findPeople(data: CaseData, text: string, most: number): readonly Person[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === "") return peopleOf(data).slice(0, most);
  const found = peopleOf(data).filter((person) => person.text.includes(wanted));
  const begins = (person: Person) => (person.name.toLowerCase().startsWith(wanted) ? 0 : 1);
  return found.sort((a, b) => begins(a) - begins(b)).slice(0, most);
}

/** All that the case knows of one person, by `Person.key`. */
export const personSummary = memoByObject((data: CaseData, key: string) => {
  const id = data.strings.indexOf(key);
  return id <= 0 ? null : summarisePerson(data, id);
});

/** The newest days of one person on the clock of a zone. */
export const daysOfPerson = memoByObject((data: CaseData, key: string, zone: string, most: number) => {
  const person = personSummary(data, key);
  return person === null ? [] : personDays(data.sessions, person.rows, zoneByName(zone), most);
});
