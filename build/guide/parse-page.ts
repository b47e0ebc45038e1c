import { marked, type Token, type Tokens } from "marked";
import { isExternalLink } from "../../electron/main/external-links.ts";
import {
  type HelpBlock,
  type HelpInline,
  type HelpPage,
  lineText,
} from "../../renderer/data/help/help-page.ts";
import type { Language } from "../../shared/types/language.ts";

/*
 * A page of the guide, out of its Markdown. Only what the program can draw may stand in it: everything else, HTML first
 * of all, stops the build with the name of the page.
 */

/** A picture as a page names it: where it is found when the program runs, and its size. */
export interface PictureFacts {
  readonly src: string;
  readonly width: number;
  readonly height: number;
}

export interface PageContext {
  /** Name of the file without its end. */
  readonly id: string;
  readonly language: Language;
  /** Pages of the guide that a link may lead to. */
  readonly pages: ReadonlySet<string>;
  /** Facts of a picture by its path beside the page; throws where there is none. */
  readonly picture: (path: string) => PictureFacts;
}

/** Keys in the languages of the guide, alone or held together. */
const HELD = "Ctrl|Strg|Shift|Umschalt|Alt";
const PRESSED = "Esc|Enter|Eingabe|Home|Pos1|Tab|Backspace|Rücktaste|F\\d\\d?|[A-Z1-9?/+−←→↑↓]";
const KEYS = new RegExp(`^(?:(?:${HELD})\\+)*(?:${HELD}|${PRESSED})$`);
const PAGE_LINK = /^(?:\.\.\/)?([\w-]+)\.md(?:#(.+))?$/;

/** The page; throws a sentence that names it where something in it cannot be shown. */
export function parsePage(markdown: string, context: PageContext): HelpPage {
  const fail = (what: string): never => {
    throw new Error(`${context.language}/${context.id}.md: ${what}`);
  };
  const tokens = marked.lexer(markdown, { gfm: true });
  const [first, ...rest] = tokens.filter(({ type }) => type !== "space");
  if (first?.type !== "heading" || (first as Tokens.Heading).depth !== 1)
    return fail("it begins with no title");
  const seen = new Map<string, number>();
  const title = lineText(inlines((first as Tokens.Heading).tokens, context, fail));
  return {
    id: context.id,
    language: context.language,
    title,
    blocks: rest.map((token) => blockOf(token, context, fail, seen)),
  };
}

type Fail = (what: string) => never;

function blockOf(token: Token, context: PageContext, fail: Fail, seen: Map<string, number>): HelpBlock {
  const line = (tokens: readonly Token[] | undefined) => inlines(tokens ?? [], context, fail);
  switch (token.type) {
    case "heading": {
      const { depth, tokens } = token as Tokens.Heading;
      if (depth !== 2 && depth !== 3) return fail(`a heading of level ${depth}`);
      const of = line(tokens);
      return { type: "heading", level: depth, id: anchorOf(lineText(of), seen), of };
    }
    case "paragraph": {
      const { tokens } = token as Tokens.Paragraph;
      const [only] = tokens;
      if (tokens.length === 1 && only?.type === "image")
        return pictureOf(only as Tokens.Image, context, fail);
      return { type: "paragraph", of: line(tokens) };
    }
    // The line of a list that has no lines between its entries.
    case "text":
      return { type: "paragraph", of: line((token as Tokens.Text).tokens) };
    case "blockquote":
      return { type: "note", of: blocksOf((token as Tokens.Blockquote).tokens, context, fail, seen) };
    case "code":
      return { type: "code", text: (token as Tokens.Code).text };
    case "list": {
      const { ordered, items } = token as Tokens.List;
      return {
        type: "list",
        ordered,
        items: items.map((item) => blocksOf(item.tokens, context, fail, seen)),
      };
    }
    case "table": {
      const { header, rows } = token as Tokens.Table;
      const cells = (row: readonly Tokens.TableCell[]) => row.map(({ tokens }) => line(tokens));
      return { type: "table", head: cells(header), rows: rows.map(cells) };
    }
    default:
      return fail(`"${token.type}" cannot be shown: ${token.raw.slice(0, 60)}`);
  }
}

function blocksOf(
  tokens: readonly Token[],
  context: PageContext,
  fail: Fail,
  seen: Map<string, number>,
): readonly HelpBlock[] {
  return tokens.filter(({ type }) => type !== "space").map((token) => blockOf(token, context, fail, seen));
}

function pictureOf({ href, text }: Tokens.Image, context: PageContext, fail: Fail): HelpBlock {
  if (text.trim() === "") fail(`the picture ${href} says nothing to who cannot see it`);
  return { type: "picture", alt: text, ...context.picture(href) };
}

function inlines(tokens: readonly Token[], context: PageContext, fail: Fail): readonly HelpInline[] {
  return tokens.map((token) => inlineOf(token, context, fail));
}

function inlineOf(token: Token, context: PageContext, fail: Fail): HelpInline {
  const of = () => inlines(("tokens" in token ? token.tokens : undefined) ?? [], context, fail);
  switch (token.type) {
    case "text":
    case "escape": {
      const { text, raw } = token as Tokens.Text;
      if (/&#?\w+;/.test(raw)) fail(`a letter is written as ${raw}`);
      return { type: "text", text: text.replaceAll(/\s+/g, " ") };
    }
    case "codespan": {
      const { text } = token as Tokens.Codespan;
      return { type: KEYS.test(text) ? "key" : "code", text };
    }
    case "strong":
      return { type: "strong", of: of() };
    case "em":
      return { type: "name", of: of() };
    case "link":
      return linkOf((token as Tokens.Link).href, of(), context, fail);
    default:
      return fail(`"${token.type}" cannot be shown: ${token.raw.slice(0, 60)}`);
  }
}

/** Inside the guide a link is one. What stands elsewhere in the project is not in the program: its name is text. */
function linkOf(href: string, of: readonly HelpInline[], context: PageContext, fail: Fail): HelpInline {
  if (/^[a-z]+:/i.test(href)) {
    return isExternalLink(href)
      ? { type: "site", href, of }
      : fail(`${href} is no address that may be opened`);
  }
  if (href.startsWith("#")) return { type: "link", to: { page: context.id, section: href.slice(1) }, of };
  const [, page, section] = PAGE_LINK.exec(href) ?? [];
  if (page !== undefined && context.pages.has(page)) {
    return { type: "link", to: { page, section: section ?? null }, of };
  }
  return { type: "text", text: lineText(of) };
}

/** The name of a heading in links, as the places that show Markdown make it. */
function anchorOf(title: string, seen: Map<string, number>): string {
  const name = title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
    .replaceAll(/\s/g, "-");
  const times = seen.get(name) ?? 0;
  seen.set(name, times + 1);
  return times === 0 ? name : `${name}-${times}`;
}
