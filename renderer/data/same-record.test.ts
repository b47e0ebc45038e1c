import { expect, test } from "vitest";
import type { FullRecord } from "../../shared/types/full-record.ts";
import { isSameRecord } from "./same-record.ts";

const record = (more: Partial<FullRecord>): FullRecord => ({
  recordId: "7",
  eventId: 4624,
  version: 2,
  level: 0,
  task: 0,
  keywords: "",
  provider: null,
  channel: "Security",
  computer: "PC1",
  timeCreated: "2024-01-01T00:00:01.0000000Z",
  userSid: null,
  data: {},
  userData: {},
  ...more,
});
const known = { eventId: 4624, plainId: "7", time: 10_000_000 };

test("another number or another time is another record", () => {
  expect(isSameRecord(known, record({}))).toBe(true);
  expect(isSameRecord(known, record({ recordId: "8" }))).toBe(false);
  expect(isSameRecord(known, record({ timeCreated: "2024-01-01T00:00:01.0000001Z" }))).toBe(false);
  expect(isSameRecord(known, record({ recordId: null, timeCreated: null }))).toBe(true);
  expect(isSameRecord({ ...known, eventId: 0 }, record({ recordId: "8" }))).toBe(true);
});
