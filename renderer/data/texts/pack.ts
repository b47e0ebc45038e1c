import { spoken } from "../language.ts";
import type { Spoken } from "./spoken-type.ts";

const ENGLISH = {
  save: "Evidence pack, to check and open again",
  /** The hash is to be noted down elsewhere. */
  saved: (name: string, hash: string) =>
    `Saved ${name}. SHA-256 of its manifest: ${hash}. Note it down elsewhere: it shows that this very pack is unchanged.`,
  title: "Evidence pack, verified.",
  from: (file: string, engine: string, packed: string | null) =>
    `This case comes from ${file}, made by Logonscope ${engine}${packed === null ? "" : ` at ${packed}`}; all its hashes hold. Records of logs are not in it.`,
  hash: "SHA-256 of its manifest",
  noRecord:
    "The record itself is not in the evidence pack. Add the log it came from to this case to see it: Sources names it.",
  noEvents: "An evidence pack holds no records of logs. Add the logs it was made from to list them.",
} as const;

/** Texts of evidence packs. */
export const PACK_TEXTS = spoken("pack", ENGLISH);
export type PackTexts = Spoken<typeof ENGLISH>;
