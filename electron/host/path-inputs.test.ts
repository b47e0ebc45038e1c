import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { openPathInputs } from "./path-inputs.ts";
import { createSpoolFolders } from "./spool-folders.ts";

const scratch = mkdtempSync(join(tmpdir(), "logonscope-inputs-"));
const folders = createSpoolFolders(scratch);
afterAll(() => {
  folders.removeAll();
  rmSync(scratch, { recursive: true });
});
const put = (name: string, text: string): string => {
  const path = join(scratch, name);
  writeFileSync(path, text);
  return path;
};
const log = put("a.evtx", "ElfFile\0 and more");

test("what may be an archive has a place to be unpacked, whatever its name", async () => {
  const archive = put("b.evtx", "PK\u0003\u0004");
  for (const paths of [[archive], [log, archive], [put("empty.evtx", "")], [put("c.txt", "text")]])
    expect((await openPathInputs(paths, folders)).spool).toContain("unpack");
  const many = await openPathInputs(Array(100).fill(log), folders);
  expect([many.files.length, many.spool]).toEqual([100, expect.stringContaining("unpack")]);
});

test("logs alone need none", async () => {
  for (const paths of [[log], [log, log], [log, join(scratch, "missing.evtx")]]) {
    const { files, spool } = await openPathInputs(paths, folders);
    expect([files.map(({ path }) => path), spool]).toEqual([paths, undefined]);
  }
});
