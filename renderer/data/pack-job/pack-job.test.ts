import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import type { CliHost } from "../../../electron/cli/environment.ts";
import { runCli } from "../../../electron/cli/testing/run-cli.ts";
import { fewSessions } from "../../../shared/testing/few-sessions.ts";
import { eventually } from "../../../tests/eventually.ts";
import { sampleCase } from "../../testing/sample-case.ts";
import { encode } from "../encode-text.ts";
import { makePack } from "./make-pack.ts";
import type { PackView } from "./pack-messages.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "logonscope-pack-job-test-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const DATA = fewSessions(sampleCase("normal"), 150);
const never = () => Promise.reject(new Error("not asked for"));
const host: CliHost = {
  openCasePaths: async () => ({ type: "done", data: DATA }),
  streamEvents: never,
  pairLines: never,
  inspect: never,
  checkPack: never,
  close: async () => {},
};
const VIEW: PackView = {
  filter: "",
  kinds: ["desktop"],
  window: null,
  zone: "Europe/Berlin",
  roles: {},
  masked: false,
  report: null,
};
const REPORT = { name: "counts", by: "type", days: 90, calendar: null, accounts: null } as const;

test.each<[string, readonly string[], Partial<PackView>]>([
  ["nothing more", [], {}],
  ["a filter", ["--filter", "user:anna"], { filter: "user:anna" }],
  ["a filter of kinds", ["--filter", "kind:network"], { filter: "kind:network" }],
  [
    "kinds, a zone and a report",
    ["--kind", "desktop,network", "--zone", "Asia/Tokyo", "--report", "counts"],
    {
      kinds: ["desktop", "network"],
      zone: "Asia/Tokyo",
      report: { ...VIEW, report: REPORT, moment: null, kinds: ["desktop", "network"] },
    },
  ],
])("a pack with %s has the bytes that the command line writes", async (name, args, view) => {
  const out = join(folder, `${name}.zip`);
  const ran = await runCli(host, ["pack", "Security.evtx", "--out", out, ...args], "Europe/Berlin");
  // One of the inputs is damaged.
  expect(ran.code).toBe(3);
  let hash = "";
  const bytes = await encode(
    makePack(DATA, { ...VIEW, ...view }, (sha256) => {
      hash = sha256;
    }),
  );
  expect(Buffer.compare(readFileSync(out), bytes)).toBe(0);
  expect(ran.err).toContain(hash);
});

test("a pack that nobody waits for any more is not made to its end", async () => {
  const abort = new AbortController();
  const making = makePack(DATA, VIEW, () => {}, abort.signal);
  expect((await making.next()).value).toBeInstanceOf(Uint8Array);
  abort.abort();
  await expect(making.next()).rejects.toThrow();
  expect(await making.next()).toEqual({ done: true, value: undefined });
});

describe("while the case is handed over", () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });

  test("stopping is heard at the next slice", async () => {
    const posted: unknown[] = [];
    let closed = false;
    class SilentThread {
      postMessage = (order: unknown) => posted.push(order);
      terminate = () => {
        closed = true;
      };
    }
    vi.stubGlobal("Worker", SilentThread);
    let now = 0;
    // Every look at the clock finds that a slice is over.
    vi.spyOn(performance, "now").mockImplementation(() => (now += 100));
    const abort = new AbortController();
    const making = makePack(DATA, VIEW, () => {}, abort.signal).next();
    await eventually(() => expect(posted.length).toBeGreaterThan(0));
    abort.abort();
    const sent = posted.length;
    await expect(making).rejects.toThrow();
    expect(closed).toBe(true);
    for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setTimeout(resolve, 0));
    expect(posted).toHaveLength(sent);
  });
});

test("stopping is heard also before the first block is there", async () => {
  const making = encode(
    (async function* () {
      await new Promise(() => {});
      yield "never";
    })(),
    AbortSignal.timeout(1),
  );
  await expect(making).rejects.toMatchObject({ name: "TimeoutError" });
});
