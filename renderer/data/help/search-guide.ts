import { type HelpBlock, type HelpLine, type HelpPage, type HelpPlace, lineText } from "./help-page.ts";

/** A stretch of a page under one heading that holds what was searched for. */
export interface HelpFound {
  readonly place: HelpPlace;
  readonly page: string;
  /** Heading of the stretch; null before the first one. */
  readonly section: string | null;
  /** Some words around the first one found. */
  readonly before: string;
  readonly match: string;
  readonly after: string;
}

interface Stretch {
  readonly page: HelpPage;
  readonly id: string | null;
  readonly title: string | null;
  readonly text: string;
}

/** More than this nobody reads: a longer word narrows it down. */
const MOST_FOUND = 30;
const AROUND = 60;

/** Where all the words stand, in any case of letters: headings first, then the rest in the order of the pages. */
export function searchGuide(pages: readonly HelpPage[], asked: string): readonly HelpFound[] {
  const words = wordsOf(asked);
  if (words.length === 0) return [];
  const hits = pages.flatMap(stretchesOf).filter((stretch) => {
    const all = `${headOf(stretch)} ${stretch.text}`.toLowerCase();
    return words.every((word) => all.includes(word));
  });
  const inHead = (stretch: Stretch) => words.every((word) => headOf(stretch).toLowerCase().includes(word));
  return [...hits.filter(inHead), ...hits.filter((hit) => !inHead(hit))]
    .slice(0, MOST_FOUND)
    .map((stretch) => foundIn(stretch, words));
}

const wordsOf = (asked: string): readonly string[] =>
  asked
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");

const headOf = ({ page, title }: Stretch): string => `${page.title} ${title ?? ""}`;

function foundIn({ page, id, title, text }: Stretch, words: readonly string[]): HelpFound {
  const lower = text.toLowerCase();
  const places = words.map((word) => lower.indexOf(word)).filter((at) => at >= 0);
  const at = places.length === 0 ? 0 : Math.min(...places);
  const word = words.find((each) => lower.startsWith(each, at)) ?? "";
  const from = Math.max(0, at - AROUND);
  const to = Math.min(text.length, at + word.length + AROUND);
  return {
    place: { page: page.id, section: id },
    page: page.title,
    section: title,
    before: `${from > 0 ? "…" : ""}${text.slice(from, at)}`,
    match: text.slice(at, at + word.length),
    after: `${text.slice(at + word.length, to)}${to < text.length ? "…" : ""}`,
  };
}

function stretchesOf(page: HelpPage): readonly Stretch[] {
  const found: Stretch[] = [];
  let head: { readonly id: string | null; readonly title: string | null } = { id: null, title: null };
  let texts: string[] = [];
  const close = () => {
    if (texts.length > 0 || head.id !== null) found.push({ page, ...head, text: texts.join(" ") });
    texts = [];
  };
  for (const block of page.blocks) {
    if (block.type === "heading") {
      close();
      head = { id: block.id, title: lineText(block.of) };
    } else texts.push(...textsOf(block));
  }
  close();
  return found;
}

function textsOf(block: HelpBlock): readonly string[] {
  const lines = (all: readonly HelpLine[]) => all.map(lineText);
  switch (block.type) {
    case "heading":
    case "paragraph":
      return [lineText(block.of)];
    case "note":
      return block.of.flatMap(textsOf);
    case "code":
      return [block.text];
    case "list":
      return block.items.flat().flatMap(textsOf);
    case "table":
      return [...lines(block.head), ...block.rows.flatMap(lines)];
    case "picture":
      return [block.alt];
  }
}
