import { cleanup, render, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { epochMsToTicks } from "../../../shared/engine/time/calendar.ts";
import type { CloudWindow } from "../../../shared/types/cloud.ts";
import { T } from "../../data/texts.ts";
import { sampleCase } from "../../testing/sample-case.ts";
import { CloudCalendars } from "./cloud-calendar.tsx";

const at = (text: string): number => epochMsToTicks(Date.parse(`${text}T00:00:00Z`));
const window = (environment: string, from: string, to: string): CloudWindow => ({
  from: at(from),
  to: at(to),
  end: "fileName",
  source: 0,
  environment,
  shape: "loginEvents",
  rows: 3,
});

beforeEach(() => void vi.useFakeTimers({ now: Date.UTC(2024, 2, 18) }));
afterEach(() => {
  vi.useRealTimers();
  cleanup();
});

function show(windows: readonly CloudWindow[]) {
  const whole = sampleCase("one");
  const dynamics = { windows, users: 0, unknown: [], unknownCount: 0, repeated: 0 };
  const facts = whole.trails?.facts ?? ({ length: 0 } as NonNullable<typeof whole.trails>["facts"]);
  render(<CloudCalendars data={{ ...whole, trails: { facts, dynamics } }} />);
}

test("says what is missing before what is covered, and every day has words", () => {
  show([window("PROD", "2024-03-01", "2024-03-08"), window("PROD", "2024-03-10", "2024-03-17")]);
  const prod = within(screen.getByRole("article", { name: "PROD" }));
  expect(prod.getByText(T.cloud.gap("2024-03-08", "2024-03-10"))).toBeTruthy();
  expect(prod.queryByText(/^Complete/)).toBeNull();
  const days = prod.getByRole("list", { name: T.cloud.strip("PROD") });
  expect(within(days).getByText(T.cloud.day("2024-03-09", T.cloud.days.gap))).toBeTruthy();
  expect(within(days).getByText(/2024-03-24: not exported yet\. Next export due 2024-03-24/)).toBeTruthy();
});

test("says complete where nothing is missing, each environment by itself", () => {
  show([window("PROD", "2024-03-08", "2024-03-15"), window("", "2024-03-01", "2024-03-08")]);
  expect(
    within(screen.getByRole("article", { name: "PROD" })).getByText(
      T.cloud.complete("2024-03-08", "2024-03-15"),
    ),
  ).toBeTruthy();
  const other = within(screen.getByRole("article", { name: T.cloud.oneEnvironment }));
  expect(other.getByText(T.cloud.due.overdue("2024-03-15"))).toBeTruthy();
});

test("is not there without exports", () => {
  show([]);
  expect(screen.queryByRole("article")).toBeNull();
});
