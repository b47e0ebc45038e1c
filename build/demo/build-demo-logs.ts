import type { Crc32 } from "../../shared/types/ports.ts";
import type { DemoAnswers } from "./demo-answers.ts";
import { tellStory } from "./story.ts";

export interface DemoFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The sample logs of the little office, six files, the same bytes every time. */
export function buildDemoLogs(crc32: Crc32): DemoFile[] {
  const { office, frontDesk, server, end } = tellStory();
  return [
    { name: "PC-014-Security.evtx", bytes: office.security.toBytes(crc32, end) },
    { name: "PC-014-System.evtx", bytes: office.system.toBytes(crc32, end) },
    { name: "PC-022-Security.evtx", bytes: frontDesk.security.toBytes(crc32, end) },
    { name: "PC-022-System.evtx", bytes: frontDesk.system.toBytes(crc32, end) },
    { name: "SRV-RDS-Security.evtx", bytes: server.security.toBytes(crc32, end) },
    { name: "SRV-RDS-LSM.evtx", bytes: server.terminal.toBytes(crc32, end) },
  ];
}

/** What truly happened in these logs. */
export function demoAnswers(): DemoAnswers {
  return tellStory().answers;
}
