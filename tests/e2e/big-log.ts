import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { EvtxWriter } from "../../shared/testing/evtx-writer/evtx-writer.ts";
import type { Ticks } from "../../shared/types/units.ts";
import { importsOf, projectRoot } from "../source-tree.ts";

const MINUTE = 600_000_000;
/** Making them takes seconds each time, which tests of other things need not wait for. */
const KEPT = join(projectRoot, "node_modules/.cache/logonscope/test-logs");

/** Changes with everything that decides about their bytes: this file and all that it imports. */
function makerHash(): string {
  const sources = new Set(["tests/e2e/big-log.ts"]);
  // What is added on the way is visited as well.
  for (const path of sources)
    for (const { to, own, typeOnly } of importsOf(path)) if (own && !typeOnly) sources.add(to);
  const hash = createHash("sha256");
  for (const path of [...sources].sort()) hash.update(readFileSync(join(projectRoot, path)));
  return hash.digest("hex").slice(0, 16);
}

/**
 * A Security log of one computer with so many recorded desktop sessions, one after another, in some boots. It is kept
 * for the next run as long as nothing that makes it has changed.
 */
export function bigLog(sessions: number): Uint8Array {
  const maker = makerHash();
  const path = join(KEPT, `${sessions}-${maker}.evtx`);
  mkdirSync(KEPT, { recursive: true });
  const kept = readdirSync(KEPT);
  if (kept.includes(`${sessions}-${maker}.evtx`)) return readFileSync(path);
  for (const old of kept) if (!old.includes(maker)) rmSync(join(KEPT, old), { force: true });
  const bytes = written(sessions);
  // Another process may make the same one.
  const part = join(KEPT, `part-${maker}-${process.pid}`);
  writeFileSync(part, bytes);
  renameSync(part, path);
  return bytes;
}

function written(sessions: number): Uint8Array {
  const writer = new EvtxWriter({ crc32 });
  let time = 0;
  const next = (): Ticks => {
    time += MINUTE;
    return time as Ticks;
  };
  for (let i = 0; i < sessions; i++) {
    const computer = "PC-BIG.corp.example";
    if (i % 200 === 0) {
      if (i > 0) writer.append({ event: "1100", time: next(), computer });
      writer.append({ event: "4608", time: next(), computer });
    }
    const account = {
      TargetUserSid: `S-1-5-21-1-2-3-${1000 + (i % 50)}`,
      TargetUserName: `user${i % 50}`,
      TargetDomainName: "CORP",
      TargetLogonId: BigInt(0x10000 + i * 16),
    };
    const logon = {
      LogonType: 2,
      LogonProcessName: "User32 ",
      ProcessName: "C:\\Windows\\System32\\winlogon.exe",
    };
    writer.append({ event: "4624v2", time: next(), computer, data: { ...account, ...logon } });
    writer.append({ event: "4647", time: next(), computer, data: account });
  }
  return writer.finish();
}
