import { OPTION_WORDS, type OptionWords } from "./option-words.ts";

/** A larger list is something else. */
export const MOST_ACCOUNT_BYTES = 20_000_000;
const MOST_ACCOUNTS = 500_000;
const LONGEST_NAME = 300;

export type AccountListResult =
  | { readonly ok: true; readonly value: readonly string[] }
  | { readonly ok: false; readonly problem: string };

/**
 * A list of accounts: one a line, by name, DOMAIN\name, name@domain or SID. Of a line with commas, semicolons or tabs the
 * first field counts, quotes are taken off, and lines that begin with # are remarks.
 */
export function parseAccountList(text: string, words: OptionWords = OPTION_WORDS): AccountListResult {
  if (text.length > MOST_ACCOUNT_BYTES) return { ok: false, problem: words.largeList };
  const names: string[] = [];
  for (const [at, raw] of text
    .replace(/^\ufeff/, "")
    .split(/\r\n|\r|\n/)
    .entries()) {
    const name = firstField(raw.trim());
    if (name === "" || name.startsWith("#")) continue;
    if (name.length > LONGEST_NAME) return { ok: false, problem: words.longAccount(at + 1) };
    if (names.length === MOST_ACCOUNTS) {
      return { ok: false, problem: words.manyAccounts(at + 1, MOST_ACCOUNTS) };
    }
    names.push(name);
  }
  return names.length === 0 ? { ok: false, problem: words.noAccount } : { ok: true, value: names };
}

function firstField(text: string): string {
  const quoted = /^"([^"]*)"/.exec(text);
  return (quoted?.[1] ?? text.split(/[,;\t]/, 1)[0] ?? "").trim();
}
