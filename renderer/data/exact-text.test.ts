import { describe, expect, test } from "vitest";
import { TICKS_PER_SECOND } from "../../shared/engine/time/calendar.ts";
import { DAY, HOUR } from "../testing/sample-case.ts";
import { clockOf } from "./clock.ts";
import { exactLength, exactMoment, exactSpan } from "./exact-text.ts";

const berlin = clockOf("Europe/Berlin", null);
const NOON = 65 * DAY + 11 * HOUR;

describe("to the last tick", () => {
  test("a length has every unit it needs, and no digit more", () => {
    expect(exactLength(8 * HOUR)).toBe("8 h");
    expect(exactLength(8 * HOUR + 1)).toBe("8 h 0.0000001 s");
    expect(exactLength(2 * DAY + 5 * TICKS_PER_SECOND + 1_000)).toBe("2 d 5.0001 s");
    expect(exactLength(-90 * TICKS_PER_SECOND)).toBe("−1 min 30 s");
    expect([exactLength(0), exactLength(Number.NaN)]).toEqual(["0 s", null]);
  });

  test("a moment stands on the clock of the window", () => {
    expect(exactMoment(berlin, NOON)).toBe("2024-03-06 12:00:00");
    expect(exactMoment(berlin, NOON + 1_000)).toBe("2024-03-06 12:00:00.0001");
    // Before the day that is counted from.
    expect(exactMoment(berlin, -1)).toBe("2024-01-01 00:59:59.9999999");
    expect(exactMoment(berlin, Number.NaN)).toBeNull();
  });

  test("a span says its day once", () => {
    expect(exactSpan(berlin, NOON, NOON + HOUR + 1_000)).toBe("2024-03-06 12:00:00 – 13:00:00.0001");
    expect(exactSpan(berlin, NOON, NOON + DAY)).toBe("2024-03-06 12:00:00 – 2024-03-07 12:00:00");
    expect(exactSpan(berlin, NOON, Number.NaN)).toBe("2024-03-06 12:00:00 – not known");
  });
});
