/** What a code means, and what to try. Both are sentences that a helpdesk can read out. */
export interface CodeText {
  readonly text: string;
  /** Empty when there is nothing to do. */
  readonly advice: string;
}

type Words = readonly [text: string, advice: string];

/** Words of codes as a table is written. */
export type CodeWords = Readonly<Record<number, Words>>;

/** A table with the codes of another one: the same table in another language. */
export type SameCodes<Table extends CodeWords> = { readonly [Code in keyof Table]: Words };

/** Looks codes up in a table; null for one that is not in it. */
export function codesIn(words: CodeWords): (code: number) => CodeText | null {
  const byCode = new Map(
    Object.entries(words).map(([code, [text, advice]]) => [Number(code), { text, advice }]),
  );
  return (code) => byCode.get(code) ?? null;
}
