import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { HelpBlock, HelpInline, HelpPage } from "../../renderer/data/help/help-page.ts";
import type { Language } from "../../shared/types/language.ts";
import { type PictureFacts, parsePage } from "./parse-page.ts";
import { sizeOfPicture } from "./picture-size.ts";

/** The page that lists the others, in their order. */
export const CONTENTS = "README";

/** A guide as it is built: its pages, and the pictures that they name by `src`. */
export interface Guide {
  readonly pages: readonly HelpPage[];
  /** Every file that was read: pages and pictures. */
  readonly files: readonly string[];
}

/** The file of a page. */
export function pageFile(folder: string, language: Language, id: string): string {
  return join(folder, language === "en" ? "" : language, `${id}.md`);
}

/**
 * Reads the guide out of its folder. English is whole: every file is listed on its first page, and every link leads to
 * a heading that is there. Other languages have some of its pages, with the same headings, which take their names in
 * links from the English ones. Pictures are named by their path.
 */
export function readGuide(folder: string, language: Language): Guide {
  const english = readLanguage(folder, "en");
  if (language === "en") return english;
  const own = readLanguage(folder, language);
  return { ...own, pages: own.pages.map((page) => withEnglishAnchors(page, own.pages, english.pages)) };
}

function readLanguage(folder: string, language: Language): Guide {
  const ids = idsIn(folder, language);
  const known = new Set(idsIn(folder, "en"));
  const files: string[] = [];
  const pages = ids.map((id) => {
    const file = pageFile(folder, language, id);
    files.push(file);
    const picture = (path: string): PictureFacts => {
      const src = join(dirname(file), path);
      files.push(src);
      return { src, ...sizeOfPicture(readFileSync(src)) };
    };
    return parsePage(readFileSync(file, "utf8"), { id, language, pages: known, picture });
  });
  return { pages: language === "en" ? inOrder(pages) : pages, files };
}

function idsIn(folder: string, language: Language): readonly string[] {
  const own = dirname(pageFile(folder, language, CONTENTS));
  if (!existsSync(own)) return [];
  return readdirSync(own)
    .filter((name) => name.endsWith(".md"))
    .map((name) => name.slice(0, -".md".length))
    .sort();
}

/** In the order of the first page, which has to name them all. */
function inOrder(pages: readonly HelpPage[]): readonly HelpPage[] {
  const contents = pages.find(({ id }) => id === CONTENTS);
  if (contents === undefined) throw new Error(`${CONTENTS}.md of the guide is missing`);
  const order = [CONTENTS, ...new Set(linksIn(contents).map(({ page }) => page))];
  const lone = pages.filter(({ id }) => !order.includes(id)).map(({ id }) => id);
  if (lone.length > 0) throw new Error(`the guide does not list ${lone.join(", ")}`);
  const sorted = pages.toSorted((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
  holdLinks(sorted);
  return sorted;
}

function holdLinks(pages: readonly HelpPage[]): void {
  for (const page of pages) {
    for (const { page: to, section } of linksIn(page)) {
      const target = pages.find(({ id }) => id === to);
      if (target === undefined || (section !== null && !anchorsOf(target).includes(section))) {
        throw new Error(`${page.id}.md leads to ${to}.md#${section ?? ""}, which is not there`);
      }
    }
  }
}

/** The places that a page leads to. */
export function linksIn({
  blocks,
}: HelpPage): readonly { readonly page: string; readonly section: string | null }[] {
  const found: { page: string; section: string | null }[] = [];
  mapLinks(blocks, (link) => {
    found.push(link.to);
    return link;
  });
  return found;
}

export function anchorsOf({ blocks }: HelpPage): readonly string[] {
  return blocks.flatMap((block) => (block.type === "heading" ? [block.id] : []));
}

type Link = Extract<HelpInline, { type: "link" }>;

/** The blocks with each link replaced. */
function mapLinks(blocks: readonly HelpBlock[], change: (link: Link) => Link): readonly HelpBlock[] {
  const line = (pieces: readonly HelpInline[]): readonly HelpInline[] =>
    pieces.map((piece) => {
      if (piece.type === "link") return change(piece);
      return "of" in piece ? { ...piece, of: line(piece.of) } : piece;
    });
  return blocks.map((block): HelpBlock => {
    switch (block.type) {
      case "heading":
      case "paragraph":
        return { ...block, of: line(block.of) };
      case "note":
        return { ...block, of: mapLinks(block.of, change) };
      case "list":
        return { ...block, items: block.items.map((item) => mapLinks(item, change)) };
      case "table":
        return { ...block, head: block.head.map(line), rows: block.rows.map((row) => row.map(line)) };
      default:
        return block;
    }
  });
}

function withEnglishAnchors(
  page: HelpPage,
  own: readonly HelpPage[],
  english: readonly HelpPage[],
): HelpPage {
  const named = (id: string): ReadonlyMap<string, string> => {
    const original = english.find((each) => each.id === id);
    const translated = own.find((each) => each.id === id);
    if (original === undefined) throw new Error(`${page.language}/${id}.md translates no page`);
    const names = anchorsOf(original);
    if (translated === undefined) return new Map(names.map((name) => [name, name]));
    const given = anchorsOf(translated);
    if (given.length !== names.length) {
      throw new Error(
        `${page.language}/${id}.md has ${given.length} headings, the English page ${names.length}`,
      );
    }
    return new Map(given.map((name, at) => [name, names[at]!]));
  };
  const names = named(page.id);
  const blocks = mapLinks(page.blocks, (link) => {
    const { page: to, section } = link.to;
    if (section === null) return link;
    const name = named(to).get(section);
    if (name === undefined) throw new Error(`${page.language}/${page.id}.md leads to ${to}.md#${section}`);
    return { ...link, to: { page: to, section: name } };
  });
  return {
    ...page,
    blocks: blocks.map((block) =>
      block.type === "heading" ? { ...block, id: names.get(block.id)! } : block,
    ),
  };
}
