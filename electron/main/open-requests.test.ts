import { expect, test } from "vitest";
import { createOpenRequests, type OpenRequest } from "./open-requests.ts";

const files = (...paths: string[]): OpenRequest => ({ paths, demo: false });
const settled = async (): Promise<void> => {
  for (let i = 0; i < 20; i++) await Promise.resolve();
};

test("requests before ready wait, then come one at a time in their order", async () => {
  const queue = createOpenRequests();
  queue.add(files("/argv"));
  queue.add(files("/open-file"));
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  queue.deliverTo(
    (request) => {
      begun.push(request.paths.join());
      return new Promise((resolve) => ends.push(resolve));
    },
    () => {},
  );
  queue.add(files("/second-start"));
  await settled();
  expect(begun).toEqual(["/argv"]);
  ends.shift()?.();
  await settled();
  expect(begun).toEqual(["/argv", "/open-file"]);
  ends.shift()?.();
  await settled();
  ends.shift()?.();
  await settled();
  expect(begun).toEqual(["/argv", "/open-file", "/second-start"]);
  queue.add(files("/later"));
  await settled();
  expect(begun.at(-1)).toBe("/later");
});

test("a request that fails does not hold up the next", async () => {
  const queue = createOpenRequests();
  const seen: string[] = [];
  const failures: unknown[] = [];
  queue.deliverTo(
    async ({ paths }) => {
      seen.push(paths.join());
      if (paths[0] === "/gone") throw new Error("gone");
    },
    (failure) => failures.push(failure),
  );
  queue.add(files("/gone"));
  queue.add(files("/there"));
  await settled();
  expect(seen).toEqual(["/gone", "/there"]);
  expect(failures).toEqual([new Error("gone")]);
});

test("a request for nothing is none, one for the demo log is one", async () => {
  const queue = createOpenRequests();
  queue.add(files());
  queue.add({ paths: [], demo: true });
  const seen: OpenRequest[] = [];
  queue.deliverTo(
    async (request) => void seen.push(request),
    () => {},
  );
  await settled();
  expect(seen).toEqual([{ paths: [], demo: true }]);
});
