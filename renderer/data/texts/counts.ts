import { spoken } from "../language.ts";
import { counted } from "../numbers.ts";
import type { Spoken } from "./spoken-type.ts";

const ENGLISH = {
  sessions: (n: number) => counted(n, "session"),
  automaticLogons: (n: number) => counted(n, "automatic logon"),
  logons: (n: number) => counted(n, "logon"),
  signIns: (n: number) => counted(n, "sign-in"),
  failedSignIns: (n: number) => counted(n, "failed sign-in"),
  refusedSignIns: (n: number) => counted(n, "refused sign-in"),
  refusals: (n: number) => counted(n, "refusal"),
  computers: (n: number) => counted(n, "computer"),
  accounts: (n: number) => counted(n, "account"),
  users: (n: number) => counted(n, "user"),
  records: (n: number) => counted(n, "record"),
  files: (n: number) => counted(n, "file"),
  logs: (n: number) => counted(n, "log"),
  inputs: (n: number) => counted(n, "input"),
  rows: (n: number) => counted(n, "row"),
  lines: (n: number) => counted(n, "line"),
  lanes: (n: number) => counted(n, "lane"),
  contradictions: (n: number) => counted(n, "contradiction"),
  lockouts: (n: number) => counted(n, "lockout"),
} as const;

/** Numbers of things. What stands in a longer sentence belongs to that sentence. */
export const COUNTS = spoken("counts", ENGLISH);
export type CountTexts = Spoken<typeof ENGLISH>;
