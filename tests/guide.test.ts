import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { parseAst } from "vite";
import { describe, expect, test } from "vitest";
import { drawings } from "../build/guide/drawings.mjs";
import { anchorsOf, type Guide, linksIn, readGuide } from "../build/guide/read-guide.ts";
import type { Command } from "../electron/cli/command.ts";
import { type HelpBlock, type HelpInline, lineText } from "../renderer/data/help/help-page.ts";
import { QUESTIONS, REPORT_TOPICS, VIEW_TOPICS } from "../renderer/data/help/help-topics.ts";
import { COMMAND_NAMES, type CommandName } from "../shared/contract/command-names.ts";
import { checkFailureFilter, checkSessionFilter } from "../shared/engine/filter/filter.ts";
import { checkEventFilter } from "../shared/engine/filter/record-filter.ts";
import { UTC } from "../shared/engine/time/zone.ts";
import type { Language } from "../shared/types/language.ts";
import { REPORT_NAMES } from "../shared/types/report.ts";
import { projectRoot, sourceFiles } from "./source-tree.ts";

/* What README and guide say is there: names on the screen, keys, filters, commands, links and pictures. */

const folder = join(projectRoot, "docs/guide");
const guides: Readonly<Record<Language, Guide>> = {
  en: readGuide(folder, "en"),
  de: readGuide(folder, "de"),
};
const both = [
  ["en", guides.en],
  ["de", guides.de],
] as const;

/** Every piece of every line of the blocks, from the outside in. */
function* pieces(blocks: readonly HelpBlock[]): Generator<HelpInline> {
  for (const block of blocks) {
    if (block.type === "heading" || block.type === "paragraph") yield* inner(block.of);
    else if (block.type === "note") yield* pieces(block.of);
    else if (block.type === "list") yield* pieces(block.items.flat());
    else if (block.type === "table") for (const row of [block.head, ...block.rows]) yield* inner(row.flat());
  }
}

function* inner(line: readonly HelpInline[]): Generator<HelpInline> {
  for (const piece of line) {
    yield piece;
    if ("of" in piece) yield* inner(piece.of);
  }
}

function* codeBlocks(blocks: readonly HelpBlock[]): Generator<string> {
  for (const block of blocks) {
    if (block.type === "code") yield block.text;
    else if (block.type === "note") yield* codeBlocks(block.of);
    else if (block.type === "list") yield* codeBlocks(block.items.flat());
  }
}

describe("the pages", () => {
  test("are many, listed on the first one, and every place that the program leads to is there", () => {
    const [first] = guides.en.pages;
    expect(first?.id).toBe("README");
    expect(guides.en.pages.length).toBeGreaterThan(14);
    const places = [VIEW_TOPICS, QUESTIONS, REPORT_TOPICS].flatMap((topics) => Object.values(topics));
    const lost = places.filter(({ page, section }) => {
      const target = guides.en.pages.find(({ id }) => id === page);
      return target === undefined || (section !== null && !anchorsOf(target).includes(section));
    });
    expect(lost).toEqual([]);
    expect(Object.keys(REPORT_TOPICS).sort()).toEqual([...REPORT_NAMES].sort());
  });

  test("name each report as the command line does", () => {
    const page = guides.en.pages.find(({ id }) => id === "reports")!;
    const named = [...pieces(page.blocks)].flatMap((piece) => (piece.type === "code" ? [piece.text] : []));
    expect(REPORT_NAMES.filter((name) => !named.includes(name))).toEqual([]);
  });

  test.each(both)("lead from one to the other (%s)", (_, { pages }) => {
    // Reading them has held each link already; this holds that there are some.
    expect(pages.flatMap(linksIn).length).toBeGreaterThan(pages.length);
  });
});

/** The words of a language: all texts in the tables of the page and of what it says with the engine. */
function wordsOf(language: Language): readonly string[] {
  const isGerman = (path: string) => path.includes("/de/");
  const files = sourceFiles(["renderer/data/texts", "shared/export", "shared/engine"]).filter(
    (path) => !path.includes(".test.") && isGerman(path) === (language === "de"),
  );
  const found = new Set<string>();
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) for (const each of node) visit(each);
    else if (typeof node === "object" && node !== null) {
      const { type, value } = node as { readonly type?: unknown; readonly value?: unknown };
      if (type === "Literal" && typeof value === "string") found.add(value);
      if (type === "TemplateElement") found.add((value as { readonly cooked: string }).cooked);
      for (const each of Object.values(node)) visit(each);
    }
  };
  for (const path of files) {
    const text = readFileSync(join(projectRoot, path), "utf8");
    visit(parseAst(text, { lang: "ts" }).body);
  }
  return [...found];
}

/** Names that are Windows' own: of settings and of menus outside of the program. */
const OF_WINDOWS = /^Audit [A-Z]/;
const plain = (text: string) =>
  text
    .replaceAll(/^[\s,;:.…]+|[\s,;:.…]+$/g, "")
    .replaceAll(/\s+/g, " ")
    .replace(/^\p{Lu}(?=\p{Ll})/u, (letter) => letter.toLowerCase());

/** Whether a name stands on the screen: as a whole, or around a number that is put in. */
function onScreen(name: string, words: ReadonlySet<string>, parts: readonly string[]): boolean {
  if (OF_WINDOWS.test(name) || words.has(plain(name))) return true;
  if (!/\d|…/.test(name)) return false;
  const fixed = name.split(/\d[\d:.,]*|…/).filter((part) => part.trim() !== "");
  return fixed.length > 0 && fixed.every((part) => parts.some((word) => word.includes(part.trim())));
}

describe("what they name", () => {
  test.each(both)("stands so on the screen (%s)", (language, { pages }) => {
    const parts = wordsOf(language);
    const words = new Set(parts.map(plain));
    let held = 0;
    const wrong = pages.flatMap(({ id, blocks }) =>
      [...pieces(blocks)].flatMap((piece) => {
        if (piece.type !== "name") return [];
        held++;
        const name = lineText(piece.of);
        return onScreen(name, words, parts) ? [] : [`${id}: ${name}`];
      }),
    );
    expect(wrong).toEqual([]);
    expect(held).toBeGreaterThan(language === "en" ? 200 : 40);
    expect(onScreen("No such button", words, parts)).toBe(false);
  });

  test.each(both)("are keys that mean something (%s)", (language, { pages }) => {
    const words = `renderer/data/texts/${language === "en" ? "" : "de/"}frame.ts`;
    const sheet = readFileSync(join(projectRoot, words), "utf8");
    const combinations = [...sheet.matchAll(/\[\[("[^\]]+)\], "/g)].map(
      ([, keys]) => JSON.parse(`[${keys}]`) as readonly string[],
    );
    expect(combinations.length).toBeGreaterThan(20);
    const known = new Set(combinations.flatMap((keys) => [keys.join("+"), ...keys]));
    // A range of keys, and what every list and box knows.
    for (const key of ["2", "3", "4", "5", "6", "7", "8", "Enter"]) known.add(key);
    const strange = pages.flatMap(({ id, blocks }) =>
      [...pieces(blocks)].flatMap((piece) =>
        piece.type === "key" && !known.has(piece.text) ? [`${id}: ${piece.text}`] : [],
      ),
    );
    expect(strange).toEqual([]);
  });

  test.each(both)("are filters that can be typed (%s)", (_, { pages }) => {
    const spans = pages.flatMap(({ blocks }) =>
      [...pieces(blocks)].flatMap((piece) =>
        piece.type === "code" && /^-?\(?[a-z]+:\S/.test(piece.text) && !/^[a-z]+:\\/i.test(piece.text)
          ? [piece.text]
          : [],
      ),
    );
    const wrong = spans.filter(
      (text) =>
        checkSessionFilter(text, UTC) !== null &&
        checkFailureFilter(text, UTC) !== null &&
        checkEventFilter(text, UTC) !== null,
    );
    expect(wrong).toEqual([]);
    expect(spans.length).toBeGreaterThan(0);
  });
});

const RUN = /(?:logonscope|npm run --silent cli --) ([a-z][\w-]*)(.*)/g;

/** Commands in a text with what stands behind them. */
function commandsIn(text: string): readonly { readonly name: string; readonly options: readonly string[] }[] {
  return [...text.matchAll(RUN)].map(([, name = "", rest = ""]) => ({
    name,
    options: [...rest.split("|", 1)[0]!.matchAll(/ (--[a-z][\w-]*)/g)].map(([, option]) => option!),
  }));
}

async function helpOf(name: CommandName): Promise<string> {
  const { command } = (await import(`../electron/cli/commands/${name}.ts`)) as { readonly command: Command };
  return command.help;
}

const MARKDOWN = ["README.md", "docs/command-line.md", "docs/ten-tasks.md", "docs/at-scale.md"];

describe("commands", () => {
  test("are there, with the options that are named", async () => {
    const texts = [
      ...guides.en.pages.concat(guides.de.pages).map(({ id, blocks }) => ({
        where: id,
        text: [
          ...codeBlocks(blocks),
          ...[...pieces(blocks)].flatMap((piece) => (piece.type === "code" ? [piece.text] : [])),
        ].join("\n"),
      })),
      ...MARKDOWN.map((where) => ({
        where,
        text: (readFileSync(join(projectRoot, where), "utf8").match(/```[\s\S]*?```|`[^`\n]+`/g) ?? []).join(
          "\n",
        ),
      })),
    ];
    const names: readonly string[] = COMMAND_NAMES;
    const wrong: string[] = [];
    let held = 0;
    for (const { where, text } of texts) {
      for (const { name, options } of commandsIn(text)) {
        held++;
        if (!names.includes(name)) wrong.push(`${where}: ${name}`);
        else {
          const help = await helpOf(name as CommandName);
          for (const option of options)
            if (option !== "--help" && !help.includes(option)) wrong.push(`${where}: ${name} ${option}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(held).toBeGreaterThan(30);
  });
});

describe("links and pictures", () => {
  const documents = [
    ...MARKDOWN,
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    ...readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".md"))
      .map((name) => join("docs/guide", name)),
  ];
  const targets = documents.flatMap((path) =>
    [...readFileSync(join(projectRoot, path), "utf8").matchAll(/\]\(([^)\s]+)\)/g)].map(
      ([, target = ""]) => ({
        path,
        target: target.split("#", 1)[0]!,
      }),
    ),
  );

  test("lead to files", () => {
    const broken = targets.filter(
      ({ path, target }) =>
        target !== "" && !/^https?:/.test(target) && !existsSync(join(projectRoot, dirname(path), target)),
    );
    expect(broken).toEqual([]);
    expect(targets.length).toBeGreaterThan(60);
  });

  test("use every picture, and weigh little", () => {
    const pictures = readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => /\.(png|svg)$/.test(name))
      .map((name) => join(folder, name));
    const used = new Set(targets.map(({ path, target }) => join(projectRoot, dirname(path), target)));
    expect(pictures.filter((path) => !used.has(path)).map((path) => relative(folder, path))).toEqual([]);
    const bytes = pictures.reduce((sum, path) => sum + statSync(path).size, 0);
    expect(bytes).toBeLessThan(2_500_000);
  });

  test("drawings are those of the stories, without a script", () => {
    const made = drawings();
    expect(made.length).toBeGreaterThan(8);
    for (const { path, text } of made) {
      expect(readFileSync(join(folder, path), "utf8"), `${path}: run npm run drawings`).toBe(text);
      expect(text).not.toMatch(/<script|\bon\w+=|href/i);
    }
  });
});
