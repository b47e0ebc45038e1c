import type { Language } from "../../../shared/types/language.ts";

/*
 * A page of the guide as the program shows it. The pages are written in Markdown and become these plain values when the
 * program is built: what is not in here cannot be on a page.
 */

/** A piece of a line. `name` is what stands so on the screen: a button, a view, a heading. */
export type HelpInline =
  | { readonly type: "text" | "code" | "key"; readonly text: string }
  | { readonly type: "strong" | "name"; readonly of: readonly HelpInline[] }
  | { readonly type: "link"; readonly to: HelpPlace; readonly of: readonly HelpInline[] }
  /** A page of Windows' maker: one of the addresses that the program may open. */
  | { readonly type: "site"; readonly href: string; readonly of: readonly HelpInline[] };

export type HelpLine = readonly HelpInline[];

export type HelpBlock =
  | { readonly type: "heading"; readonly level: 2 | 3; readonly id: string; readonly of: HelpLine }
  | { readonly type: "paragraph"; readonly of: HelpLine }
  | { readonly type: "note"; readonly of: readonly HelpBlock[] }
  | { readonly type: "code"; readonly text: string }
  | {
      readonly type: "list";
      readonly ordered: boolean;
      readonly items: readonly (readonly HelpBlock[])[];
    }
  | {
      readonly type: "table";
      readonly head: readonly HelpLine[];
      readonly rows: readonly (readonly HelpLine[])[];
    }
  | {
      readonly type: "picture";
      readonly src: string;
      readonly alt: string;
      readonly width: number;
      readonly height: number;
    };

export interface HelpPage {
  /** Name of its file. */
  readonly id: string;
  readonly language: Language;
  readonly title: string;
  readonly blocks: readonly HelpBlock[];
}

/** A page, and the heading on it; null is its beginning. */
export interface HelpPlace {
  readonly page: string;
  readonly section: string | null;
}

/** The words of a line. */
export function lineText(line: HelpLine): string {
  return line.map((piece) => ("of" in piece ? lineText(piece.of) : piece.text)).join("");
}
