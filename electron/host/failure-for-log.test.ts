import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { failureForLog } from "./failure-for-log.ts";

function thrownBy(act: () => unknown): unknown {
  try {
    act();
  } catch (failure) {
    return failure;
  }
  return null;
}

test("a log learns what kind of failure it was and where, never the words", () => {
  const missing = failureForLog(thrownBy(() => readFileSync("/home/qxwanda/PC-077-Security.evtx")));
  expect(missing).toMatch(/^Error ENOENT open < /);
  expect(missing).toMatch(/failure-for-log\.test\.ts:\d+/);
  const unread = failureForLog(thrownBy(() => JSON.parse('{"user": qxwanda}')));
  expect(unread).toMatch(/^SyntaxError < /);
  for (const text of [missing, unread]) expect(text).not.toMatch(/qxwanda|PC-077|\/home|node_modules/);
});

test("whatever is thrown, nothing of it is told but its kind", () => {
  expect(failureForLog("qxwanda")).toBe("string");
  expect(failureForLog(null)).toBe("object");
  const odd = Object.assign(new Error("qxwanda"), { name: "qx wanda", code: "qx/wanda", syscall: 7 });
  odd.stack = "Error: qxwanda\nqxwanda (x:1:1)\n    at qxwanda's folder";
  expect(failureForLog(odd)).toBe("Error");
  const long = new Error("x");
  long.stack = `Error\n${"    at f (/a/b.ts:1:2)\n".repeat(50)}`;
  expect(failureForLog(long).split(" < ")).toHaveLength(7);
});
