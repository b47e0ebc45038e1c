import { afterAll, expect } from "vitest";
import { openContexts } from "../e2e/chromium.ts";

/* Files of end-to-end specs share a process and its browser: nothing of one may be there for the next. */
const before = { ...process.env };

afterAll(async () => {
  expect(await openContexts(), "this file leaves pages open for the next").toBe(0);
  expect({ ...process.env }, "this file leaves something behind for the next").toEqual(before);
});
