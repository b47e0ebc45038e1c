import { describe, expect, test } from "vitest";
import { EXTERNAL_LINKS } from "../../electron/main/external-links.ts";
import { parsePage } from "./parse-page.ts";

const context = {
  id: "page",
  language: "en",
  pages: new Set(["page", "other"]),
  picture: (path: string) => {
    if (path !== "pictures/a.svg") throw new Error(`no ${path}`);
    return { src: path, width: 10, height: 20 };
  },
} as const;

const blocks = (text: string) => parsePage(`# Title\n\n${text}`, context).blocks;
const line = (text: string) => {
  const [block] = blocks(text);
  return block?.type === "paragraph" ? block.of : null;
};

describe("a page", () => {
  test("has a title, headings with anchors, and lines", () => {
    expect(parsePage("# The *title*\n\n## How sure?\n\nA line.\n\n## How sure?\n", context)).toEqual({
      id: "page",
      language: "en",
      title: "The title",
      blocks: [
        { type: "heading", level: 2, id: "how-sure", of: [{ type: "text", text: "How sure?" }] },
        { type: "paragraph", of: [{ type: "text", text: "A line." }] },
        { type: "heading", level: 2, id: "how-sure-1", of: [{ type: "text", text: "How sure?" }] },
      ],
    });
  });

  test("knows names, keys, code and emphasis", () => {
    expect(line("**now** press *Save* or `Ctrl+S`, type `user:anna`\nhere")).toEqual([
      { type: "strong", of: [{ type: "text", text: "now" }] },
      { type: "text", text: " press " },
      { type: "name", of: [{ type: "text", text: "Save" }] },
      { type: "text", text: " or " },
      { type: "key", text: "Ctrl+S" },
      { type: "text", text: ", type " },
      { type: "code", text: "user:anna" },
      { type: "text", text: " here" },
    ]);
  });

  test("knows lists, tables, notes, code and pictures", () => {
    expect(blocks("1. one\n2. two\n\n   more")[0]).toMatchObject({
      type: "list",
      ordered: true,
      items: [[{ type: "paragraph" }], [{ type: "paragraph" }, { type: "paragraph" }]],
    });
    expect(blocks("| a | b |\n|---|---|\n| 1 | `x` |")[0]).toEqual({
      type: "table",
      head: [[{ type: "text", text: "a" }], [{ type: "text", text: "b" }]],
      rows: [[[{ type: "text", text: "1" }], [{ type: "code", text: "x" }]]],
    });
    expect(blocks("> note")[0]).toMatchObject({ type: "note", of: [{ type: "paragraph" }] });
    expect(blocks("```\n<b> & more\n```")[0]).toEqual({ type: "code", text: "<b> & more" });
    expect(blocks("![what it shows](pictures/a.svg)")[0]).toEqual({
      type: "picture",
      src: "pictures/a.svg",
      alt: "what it shows",
      width: 10,
      height: 20,
    });
  });

  test("links inside of the guide, to addresses that may be opened, and to nothing else", () => {
    expect(line("[a](other.md#b)")).toEqual([
      { type: "link", to: { page: "other", section: "b" }, of: [{ type: "text", text: "a" }] },
    ]);
    expect(line("[a](#b)")).toMatchObject([{ type: "link", to: { page: "page", section: "b" } }]);
    expect(line(`[a](${EXTERNAL_LINKS[0]})`)).toMatchObject([{ type: "site", href: EXTERNAL_LINKS[0] }]);
    // Files of the project are not in the program.
    expect(line("[rules](../../shared/README.md)")).toEqual([{ type: "text", text: "rules" }]);
  });

  test.each([
    ["HTML", "<b>bold</b>"],
    ["a block of HTML", "<div>\n<script>alert(1)</script>\n</div>"],
    ["another address", "[a](https://example.com/)"],
    ["a script as a link", "[a](javascript:alert(1))"],
    ["an address that makes itself a link", "https://example.com/"],
    ["a picture from elsewhere", "![a](https://example.com/a.png)"],
    ["a picture in a line", "see ![a](pictures/a.svg) here"],
    ["a picture that says nothing", "![](pictures/a.svg)"],
    ["a heading of another level", "#### Deep"],
    ["a rule", "---"],
    ["struck words", "~~gone~~"],
    ["a letter by its number", "a &#60; b"],
    ["a letter by its name", "a &lt; b"],
  ])("with %s stops the build", (_, text) => {
    expect(() => blocks(text)).toThrow();
  });

  test("without a title stops the build, by name", () => {
    expect(() => parsePage("No title", context)).toThrow("en/page.md: it begins with no title");
  });
});
