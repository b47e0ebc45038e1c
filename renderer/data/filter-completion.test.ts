import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { completed, completionPlace } from "../../shared/engine/filter/complete.ts";
import { ALL_KINDS, DEFAULT_KINDS } from "../../shared/engine/filter/filter.ts";
import { sampleCase } from "../testing/sample-case.ts";
import { type CompletionSource, MOST_SUGGESTIONS, suggestionsAt } from "./filter-completion.ts";
import { fieldsOf } from "./filter-words.ts";
import { failureRows, sessionRows } from "./rows.ts";

const data = sampleCase("normal");
const sessions = { data, of: "sessions", rows: sessionRows(data, "", "UTC", DEFAULT_KINDS) } as const;
const failures = { data, of: "failures", rows: failureRows(data, "", "UTC").rows } as const;
const at = (text: string, source: CompletionSource = sessions) => suggestionsAt(source, text, text.length);

describe("where the caret stands", () => {
  test.each([
    ["", { type: "field", field: "", prefix: "", from: 0, to: 0 }],
    ["us", { type: "field", prefix: "us", from: 0, to: 2 }],
    ["type:10 -us", { type: "field", prefix: "us", from: 9, to: 11 }],
    ["user:an", { type: "value", field: "user", prefix: "an", from: 5, to: 7 }],
    ["(USER:anna,b", { type: "value", field: "user", prefix: "b", from: 11, to: 12 }],
    ['user:"a b', { type: "value", field: "user", prefix: "a b", from: 5, to: 9 }],
    ["user:anna ", { type: "field", prefix: "", from: 10, to: 10 }],
    ["hour:22-6", { type: "value", field: "hour", prefix: "22-6", from: 5, to: 9 }],
  ])("%s", (text, place) => {
    expect(completionPlace(text, text.length)).toMatchObject(place);
  });

  test("in the middle of a word the whole word is replaced", () => {
    const place = completionPlace("user:ann type:2", 7);
    expect(place).toMatchObject({ prefix: "an", from: 5, to: 8 });
    expect(completed("user:ann type:2", place, "anna")).toEqual({ text: "user:anna type:2", caret: 9 });
  });

  test("any text and any caret give a place inside the text", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'a:"-(), '), maxLength: 30 }),
        fc.nat(30),
        (text, raw) => {
          const caret = Math.min(raw, text.length);
          const place = completionPlace(text, caret);
          expect(place.from).toBeLessThanOrEqual(caret);
          expect(place.to).toBeGreaterThanOrEqual(caret);
          expect(place.to).toBeLessThanOrEqual(text.length);
        },
      ),
    );
  });
});

describe("what is offered", () => {
  test("fields by their beginning, and people and computers of that name", () => {
    expect(at("u").list.map(({ insert }) => insert)).toContain("user:");
    const anna = at("ann").list.find(({ insert }) => insert === "user:anna");
    expect(anna?.count).toBe(sessionRows(data, "user:anna", "UTC", DEFAULT_KINDS).length);
  });

  test("the case's values with the rows each would keep", () => {
    for (const field of ["user", "computer", "type", "reason", "confidence", "ip"]) {
      const { list } = at(`${field}:`);
      expect(list.length).toBeGreaterThan(0);
      for (const { insert, count } of list) {
        expect(count).toBe(sessionRows(data, `${field}:${insert}`, "UTC", DEFAULT_KINDS).length);
      }
    }
  });

  test("on failed sign-ins their own fields and values", () => {
    expect(fieldsOf("failures")).toContain("status");
    const { list } = at("reason:", failures);
    expect(list.length).toBeGreaterThan(0);
    for (const { insert, count } of list) {
      expect(failureRows(data, `reason:${insert}`, "UTC").rows.length).toBe(count);
    }
    expect(at("duration:", failures).list).toEqual([]);
  });

  test("an address that only failed sign-ins have, and how many", () => {
    const refused = failureRows(data, "ip:185.220.101.4", "UTC").rows.length;
    expect(refused).toBeGreaterThan(0);
    expect(sessionRows(data, "ip:185.220.101.4", "UTC", ALL_KINDS)).toHaveLength(0);
    const [offered, ...others] = at("ip:185.").list;
    expect(offered).toMatchObject({ insert: "185.220.101.4", count: 0, hint: `${refused} failed sign-ins` });
    expect(others).toEqual([]);
    expect(at("user:admini", { ...sessions, of: "events" }).list).toMatchObject([
      { insert: "administrator", count: null },
    ]);
    expect(at("ip:185.", failures).list).toMatchObject([{ count: refused, hint: "" }]);
    expect(at("admini").list).toMatchObject([{ insert: "user:administrator", count: 0 }]);
  });

  test("nothing for a field that does not exist, and never more than a list can show", () => {
    expect(at("usr:a").list).toEqual([]);
    expect(at("").list.length).toBeLessThanOrEqual(MOST_SUGGESTIONS);
  });
});
