import { spoken } from "../language.ts";
import type { Spoken } from "./spoken-type.ts";

const ENGLISH = {
  menu: "Hide names",
  on: "Hide names behind aliases",
  off: "Show names",
  title: "Names hidden",
  note: "Names are hidden: aliases stand for people, computers, domains, addresses and files, here and in what you save.",
  noNames: "Names are hidden. Show names first: a list of accounts holds real ones.",
} as const;

/** Texts of hiding names. */
export const MASKING_TEXTS = spoken("masking", ENGLISH);
export type MaskingTexts = Spoken<typeof ENGLISH>;
