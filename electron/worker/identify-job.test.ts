import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { InputFile } from "../../shared/contract/worker-job.ts";
import { identifyFiles } from "./identify-job.ts";

const MB = 1_048_576;
const GO_ON = { cancelled: false };
let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "logonscope-identify-test-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function put(name: string, bytes: Uint8Array): InputFile {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return { path, name, folder: null, failure: null };
}
const only = (file: InputFile, full = false) => identifyFiles([file], full, GO_ON)[0];

describe("what a file is", () => {
  test("a small one is hashed whole", () => {
    const bytes = new Uint8Array(70_000).fill(7);
    const found = only(put("small", bytes));
    expect(found).toMatchObject({
      bytes: 70_000,
      sha256: createHash("sha256").update(bytes).digest("hex"),
    });
    expect(found?.probe).toMatch(/^[0-9a-f]{64}$/);
  });

  test("an empty one too", () => {
    expect(only(put("empty", new Uint8Array(0)))).toMatchObject({
      bytes: 0,
      sha256: createHash("sha256").digest("hex"),
    });
  });

  test("of many large ones those beyond the budget only get a probe, unless asked for whole", () => {
    const large = put("large", new Uint8Array(60 * MB));
    const files = [large, large, put("little", new Uint8Array(10))];
    expect(identifyFiles(files, false, GO_ON).map((each) => each?.sha256 !== null)).toEqual([
      true,
      false,
      false,
    ]);
    const whole = identifyFiles(files.slice(1), true, GO_ON);
    expect(whole[0]?.sha256).toMatch(/^[0-9a-f]{64}$/);
    // A probe does not depend on what else is asked for.
    expect(whole[0]?.probe).toBe(identifyFiles([large], false, GO_ON)[0]?.probe);
  });

  test("one that cannot be read is null and hides no other", () => {
    const good = put("good", new Uint8Array(5));
    const gone = { ...good, path: join(folder, "gone") };
    const folderItself = { ...good, path: folder };
    const found = identifyFiles([gone, folderItself, good], false, GO_ON);
    expect(found.map((each) => each?.bytes ?? null)).toEqual([null, null, 5]);
  });

  test("a cancelled job tells nothing", () => {
    expect(identifyFiles([put("c", new Uint8Array(5))], true, { cancelled: true })).toEqual([null]);
  });

  test("the probe sees a change of the size, of the edges and of every chunk's first bytes", () => {
    const bytes = new Uint8Array(4096 + 5 * 65_536);
    const before = only(put("chunks", bytes))?.probe;
    fc.assert(
      fc.property(
        fc.constantFrom(
          0,
          4095,
          bytes.length - 1,
          bytes.length - 4096,
          ...[0, 1, 2, 3, 4].map((c) => 4096 + c * 65_536),
        ),
        fc.integer({ min: 0, max: 127 }),
        (at, within) => {
          const changed = bytes.slice();
          const place = at + within < bytes.length && at !== 4095 ? at + within : at;
          changed[place] = 1;
          expect(only(put("changed", changed))?.probe).not.toBe(before);
        },
      ),
      { numRuns: 40 },
    );
    expect(only(put("longer", new Uint8Array(bytes.length + 1)))?.probe).not.toBe(before);
    expect(only(put("same", bytes.slice()))?.probe).toBe(before);
  });
});
