import { spawn } from "node:child_process";
import {
  appendFileSync,
  closeSync,
  openSync,
  renameSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { projectRoot } from "../source-tree.ts";
import { bigLog } from "./big-log.ts";
import { scratchFolder } from "./chromium.ts";

/*
 * Logs that change under the hands of the program while its threads read them. The program is held still in the middle,
 * which signals of POSIX can do, so that the change comes neither before nor after.
 */
const HEADER = 4096;
const COPIES = 8;

interface Source {
  readonly records: number;
  readonly computers: readonly string[];
  readonly sha256: string | null;
  readonly damage: readonly { readonly code: string }[];
}

describe.skipIf(process.platform === "win32")("a log that changes while it is read", () => {
  const scratch = scratchFolder();
  const path = join(scratch.path, "live.evtx");
  const other = join(scratch.path, "other.evtx");
  const one = bigLog(6000);
  let size = 0;

  /** The chunks of a small log some times over: its records come again, which is of no matter here. */
  const writeLarge = (file: string, renamed = false): void => {
    const chunks = Buffer.from(one.subarray(HEADER));
    const target = openSync(file, "w");
    writeSync(target, one, 0, HEADER);
    // Another order of the chunks is another log: its first records are not those of the first one.
    const parts = renamed ? [chunks.subarray(65_536), chunks.subarray(0, 65_536)] : [chunks];
    for (let copy = 0; copy < COPIES; copy++) for (const part of parts) writeSync(target, part);
    closeSync(target);
    size = HEADER + COPIES * chunks.length;
  };
  beforeAll(() => writeLarge(other, true));
  afterAll(() => scratch.remove());

  /** Reads the log, and does something to it when a part of it was read. Null when it was over too soon. */
  const tryWhile = (change: () => void) =>
    new Promise<{ readonly code: number | null; readonly source: Source; readonly err: string } | null>(
      (resolve, reject) => {
        const program = join(projectRoot, "out/cli/index.js");
        const args = [program, "info", path, "--format", "json", "--progress", "json"];
        const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
        let out = "";
        let err = "";
        let isHeld = false;
        child.stdout.on("data", (piece: Buffer) => {
          out += piece.toString();
        });
        child.stderr.on("data", (piece: Buffer) => {
          err += piece.toString();
          const done = Number([...err.matchAll(/"bytesDone":(\d+)/g)].at(-1)?.[1] ?? 0);
          if (isHeld || done === 0) return;
          child.kill("SIGSTOP");
          isHeld = done < size / 2;
          if (isHeld) change();
          child.kill("SIGCONT");
        });
        child.once("error", reject);
        child.once("close", (code) => {
          if (!isHeld || code === null) return resolve(null);
          const { sources } = JSON.parse(out) as { sources: readonly [Source] };
          resolve({ code, source: sources[0], err });
        });
      },
    );
  const readWhile = async (change: () => void) => {
    for (let tries = 0; tries < 20; tries++) {
      writeLarge(path);
      const read = await tryWhile(change);
      if (read !== null) return read;
    }
    throw new Error("the program was never caught in the middle");
  };

  test.each<[string, () => void]>([
    [
      "another one takes its name",
      () => {
        writeLarge(join(scratch.path, "new.evtx"), true);
        renameSync(join(scratch.path, "new.evtx"), path);
      },
    ],
    ["it is cut shorter", () => truncateSync(path, HEADER + 65_536)],
    ["it is removed", () => unlinkSync(path)],
  ])("when %s, what was read stays, is called damaged and has no hash", async (_what, change) => {
    const { code, source, err } = await readWhile(change);
    expect([code, source.sha256]).toEqual([3, null]);
    expect(source.damage.map((each) => each.code)).toContain("truncated");
    expect(source.records).toBeGreaterThan(0);
    expect(source.records).toBeLessThan(COPIES * 12_060);
    expect(err).toContain("look for an undamaged copy");
  });

  test("when it grows, it is what it was when reading began", async () => {
    const quiet = await readWhile(() => {});
    const { code, source } = await readWhile(() => appendFileSync(path, one.subarray(HEADER)));
    expect(code).toBe(0);
    expect(source).toEqual(quiet.source);
    expect(source.sha256).toMatch(/^[0-9a-f]{64}$/);
    writeFileSync(path, "");
  });
});
