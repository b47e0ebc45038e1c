import { expect, test } from "vitest";
import { vectorMoment } from "../../shared/testing/vector-notation.ts";
import { clockOf } from "./clock.ts";

test("a span names seconds where minutes would not tell its ends apart", () => {
  const { fromTo } = clockOf("UTC", null);
  const at = (text: string) => vectorMoment(text);
  const [from, to] = fromTo(at("08:00:10"), at("08:00:40"));
  expect([from.slice(-8), to]).toEqual(["08:00:10", "08:00:40"]);
  const [start, end] = fromTo(at("08:00:10"), at("09:30:40"));
  expect([start.slice(-5), end]).toEqual(["08:00", "09:30"]);
  expect(fromTo(at("d1/23:59:50"), at("d2/00:00:10"))[1]).toMatch(/^\w{3} \d+ \w{3} \d{4} 00:00:10$/);
});
