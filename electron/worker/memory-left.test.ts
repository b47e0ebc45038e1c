import { expect, test } from "vitest";
import { isOutOfMemory } from "../../shared/contract/out-of-memory.ts";
import { memoryLeft, memoryWatch, OutOfMemory, requireMemory } from "./memory-left.ts";

const GB = 1024 ** 3;

test("what is needed must be there, and something to spare", () => {
  expect(() => requireMemory(GB, () => 1.15 * GB)).not.toThrow();
  expect(() => requireMemory(GB, () => 1.05 * GB)).toThrow(OutOfMemory);
  // A small log is read wherever the program runs.
  expect(() => requireMemory(1e6, () => 1e7)).not.toThrow();
  expect(isOutOfMemory(new OutOfMemory())).toBe(true);
});

test("a watch looks now and then only", () => {
  let looks = 0;
  let time = 0;
  let left = GB;
  const look = memoryWatch(
    () => {
      looks++;
      return left;
    },
    () => time,
  );
  for (; time < 1000; time += 10) look();
  // Once at the start, then every 200 ms.
  expect(looks).toBe(5);
  left = 0;
  time = 2000;
  expect(look).toThrow(OutOfMemory);
});

test("where there was little from the start, a small log is read all the same", () => {
  let [left, time] = [5e7, 0];
  const look = memoryWatch(
    () => left,
    () => (time += 1000),
  );
  left = 2e7;
  expect(look).not.toThrow();
  left = -1e7;
  expect(look).toThrow(OutOfMemory);
});

test("this machine has memory left, or does not tell", () => {
  expect(memoryLeft()).toBeGreaterThan(0);
});
