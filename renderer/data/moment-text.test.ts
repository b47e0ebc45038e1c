import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isoToTicks } from "../../shared/readers/time.ts";
import { clockOf } from "./clock.ts";
import { momentOfText } from "./moment-text.ts";

const berlin = clockOf("Europe/Berlin", 2024);
const near = isoToTicks("2024-03-05T10:00:00Z");

describe("a moment as people write it", () => {
  test.each([
    ["Wed 6 Mar 14:05", "2024-03-06T13:05:00Z"],
    ["6 March 2024 14:05:30", "2024-03-06T13:05:30Z"],
    ["Wednesday, 6. Mar 2023 9:05", "2023-03-06T08:05:00Z"],
    ["2024-03-06T14:05:00", "2024-03-06T13:05:00Z"],
    ["2024-07-06 14:05", "2024-07-06T12:05:00Z"],
    ["14:05", "2024-03-05T13:05:00Z"],
    ["Fri 08:00", "2024-03-08T07:00:00Z"],
    ["Sun 08:00", "2024-03-03T07:00:00Z"],
    ["6 Mar", "2024-03-06T11:00:00Z"],
    ["6.3.2024 14:05", "2024-03-06T13:05:00Z"],
    ["06.03. 14:05", "2024-03-06T13:05:00Z"],
  ])("%s", (text, iso) => {
    expect(momentOfText(berlin, text, near)).toBe(isoToTicks(iso));
  });

  test.each([
    "",
    "now",
    "30 Feb 10:00",
    "Wed 6 Xyz 10:00",
    "25:00",
    "6 Mar 14:5",
    "Foo 6 Mar 10:00",
    "6",
    "6.13.2024",
    "31.2.2024",
    "3/6/2024 14:05",
  ])("%s is none", (text) => {
    expect(momentOfText(berlin, text, near)).toBeNaN();
  });

  test("what the page writes, it reads", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 366 * 1440 - 1 }), (minute) => {
        const time = minute * 600_000_000;
        // The hour that the clocks show twice is read as the first of the two.
        fc.pre(minute < 300 * 1440 || minute > 301 * 1440);
        expect(momentOfText(berlin, berlin.short(time), time)).toBe(time);
      }),
    );
  });
});
