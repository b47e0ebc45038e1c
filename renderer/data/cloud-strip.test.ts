import { expect, test } from "vitest";
import { epochMsToTicks } from "../../shared/engine/time/calendar.ts";
import type { CloudWindow } from "../../shared/types/cloud.ts";
import { cloudStrips, MOST_DAYS } from "./cloud-strip.ts";

const at = (text: string): number => epochMsToTicks(Date.parse(`${text}Z`));
const window = (from: string, to: string): CloudWindow => ({
  from: at(from),
  to: at(to),
  end: "given",
  source: 0,
  environment: "PROD",
  shape: "loginEvents",
  rows: 0,
});
const LETTERS = { covered: "c", part: "p", gap: "g", pending: "-" } as const;
const shown = (windows: readonly CloudWindow[], now: string): string =>
  cloudStrips(windows, at(now))[0]!
    .days.map(({ state, isDue }) => (isDue ? LETTERS[state].toUpperCase().replace("-", "D") : LETTERS[state]))
    .join("");

test("days are covered, gaps, or to be exported, up to the day the next export is due", () => {
  const windows = [
    window("2024-03-01T00:00", "2024-03-08T00:00"),
    window("2024-03-10T00:00", "2024-03-17T00:00"),
  ];
  expect(shown(windows, "2024-03-18T12:00")).toBe(`${"c".repeat(7)}gg${"c".repeat(7)}${"-".repeat(7)}D`);
});

test("a day that an export covers in part is no covered day", () => {
  const windows = [
    window("2024-03-01T10:00", "2024-03-08T10:00"),
    window("2024-03-08T12:00", "2024-03-15T12:00"),
  ];
  expect(shown(windows, "2024-03-16T00:00")).toBe(`p${"c".repeat(6)}p${"c".repeat(6)}p${"-".repeat(6)}D`);
});

test("what is overdue is a gap", () => {
  expect(shown([window("2024-03-01T00:00", "2024-03-08T00:00")], "2024-03-17T00:00")).toBe(
    `${"c".repeat(7)}${"g".repeat(7)}Gg-`,
  );
});

test("a picture is never longer than a year and a bit, nor long after the last export", () => {
  const years = [window("2020-01-01T00:00", "2024-03-08T00:00")];
  const [strip] = cloudStrips(years, at("2024-03-09T00:00"));
  expect(strip!.days).toHaveLength(MOST_DAYS);
  expect(strip!.left).toBeGreaterThan(1000);
  const [old] = cloudStrips([window("2024-03-01T00:00", "2024-03-08T00:00")], at("2026-01-01T00:00"));
  expect(old!.days).toHaveLength(7 + 7 + 15);
});
