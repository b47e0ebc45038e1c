import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseAst } from "vite";
import { expect, test } from "vitest";
import { isTest, projectRoot, sourceFiles } from "./source-tree.ts";

/*
 * What people read stands in the tables of `renderer/data/texts`, so that it can be said in another language. This
 * looks for words that were written into the page in another place.
 */

/** Words in no language, or those of Windows and of formats, which are the same in all. */
const NO_LANGUAGE = new Set([
  ".evt",
  ".evtx",
  ".zip",
  "SHA-256",
  "Status",
  "SubStatus",
  "CSV",
  "XLSX",
  "HTML",
  "JSON",
  "JSON Lines",
  "PDF",
  "PNG",
  "ZIP",
]);

/** Attributes that people read or hear. */
const SPOKEN_ATTRIBUTES = new Set([
  "aria-label",
  "aria-description",
  "aria-roledescription",
  "title",
  "placeholder",
  "alt",
  "label",
  "hint",
  "description",
]);

/** Properties of plain objects that are drawn: entries of menus, columns, facts. */
const SPOKEN_PROPERTIES = new Set(["label", "header", "title", "hint", "meaning", "shortcut"]);

interface Node {
  readonly type: string;
  readonly start: number;
  readonly [key: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && typeof (value as Node).type === "string";

const hasWords = (text: string) => /\p{L}{2,}/u.test(text) && !NO_LANGUAGE.has(text.trim());

/** The text of a literal or the fixed parts of a template; null for everything else. */
function textOf(node: unknown): string | null {
  if (!isNode(node)) return null;
  if (node.type === "Literal") return typeof node.value === "string" ? node.value : null;
  if (node.type !== "TemplateLiteral") return null;
  return partsOf(node).join(" ");
}

/** The fixed parts of a template. */
function partsOf({ quasis }: Node): readonly string[] {
  return (quasis as readonly { readonly value: { readonly cooked: string } }[]).map(
    ({ value }) => value.cooked,
  );
}

/** All texts that an expression may come to: those of both branches of a choice, too. */
function textsOf(node: unknown): readonly string[] {
  if (!isNode(node)) return [];
  if (node.type === "ConditionalExpression") return [...textsOf(node.consequent), ...textsOf(node.alternate)];
  if (node.type === "LogicalExpression") return textsOf(node.right);
  if (node.type === "JSXExpressionContainer") return textsOf(node.expression);
  const text = textOf(node);
  return text === null ? [] : [text];
}

function spokenIn(node: Node): readonly string[] {
  // A word between two values: a sentence that was glued together.
  if (node.type === "TemplateLiteral") return partsOf(node).filter((part) => / \p{L}{2,}[ ,]/u.test(part));
  if (node.type === "JSXText") return [String(node.value)];
  if (node.type === "JSXAttribute") {
    const name = (node.name as { readonly name?: unknown }).name;
    return SPOKEN_ATTRIBUTES.has(String(name)) ? textsOf(node.value) : [];
  }
  if (node.type === "JSXElement" || node.type === "JSXFragment") {
    const children = node.children as readonly Node[];
    return children.filter(({ type }) => type === "JSXExpressionContainer").flatMap(textsOf);
  }
  if (node.type === "Property") {
    const { name, value } = node.key as { readonly name?: unknown; readonly value?: unknown };
    return SPOKEN_PROPERTIES.has(String(name ?? value)) ? textsOf(node.value) : [];
  }
  if (node.type === "CallExpression") {
    const { name } = node.callee as { readonly name?: unknown };
    const given = node.arguments as readonly unknown[];
    // Nouns and messages that are handed on.
    return name === "counted" || name === "listed" || name === "tell" ? given.flatMap(textsOf) : [];
  }
  return [];
}

/** Names of classes look like words, but nobody reads them. */
function isClassName({ type, name }: Node): boolean {
  return type === "JSXAttribute" && (name as { readonly name?: unknown }).name === "className";
}

function* walk(value: unknown): Generator<Node> {
  if (Array.isArray(value)) for (const each of value) yield* walk(each);
  else if (isNode(value) && !isClassName(value)) {
    yield value;
    for (const key of Object.keys(value)) yield* walk(value[key]);
  }
}

const pageFiles = sourceFiles(["renderer"]).filter(
  (path) => !isTest(path) && !/^renderer\/(data\/texts|testing)\//.test(path) && /\.tsx?$/.test(path),
);

function wordsWrittenIn(path: string): readonly string[] {
  const source = readFileSync(join(projectRoot, path), "utf8");
  return wordsIn(source, path.endsWith("x")).map(([at, text]) => {
    const line = source.slice(0, at).split("\n").length;
    return `${path}:${line} ${text.trim()}`;
  });
}

function wordsIn(source: string, isMarkup: boolean): readonly (readonly [at: number, text: string])[] {
  const tree: unknown = parseAst(source, { lang: isMarkup ? "tsx" : "ts" });
  return [...walk(tree)].flatMap((node) =>
    spokenIn(node)
      .filter(hasWords)
      .map((text) => [node.start, text] as const),
  );
}

test("the page says nothing that is not in a table of words", () => {
  expect(pageFiles.length).toBeGreaterThan(150);
  expect(pageFiles.flatMap(wordsWrittenIn)).toEqual([]);
});

/* biome-ignore-start lint/suspicious/noTemplateCurlyInString: samples of source code */
test("words are found where they could be written", () => {
  const found = (source: string) => wordsIn(source, true).map(([, text]) => text.trim());
  expect(found("const a = <p>Nobody was on</p>;")).toEqual(["Nobody was on"]);
  expect(found('const a = <i title="Close" className="btn wide" />;')).toEqual(["Close"]);
  expect(found('const a = <i aria-label={x ? "Show" : `Hide ${n}`} />;')).toEqual(["Show", "Hide"]);
  expect(found('const a = <p>{n === 0 ? "none" : n} {late && "so far"}</p>;')).toEqual(["none", "so far"]);
  expect(found('const a = { label: "Copy cell", id: "copy" };')).toEqual(["Copy cell"]);
  expect(found('counted(n, "session"); tell(app, "Saved.");')).toEqual(["session", "Saved."]);
  expect(found("const a = `${from} to ${to}`;")).toEqual(["to"]);
  expect(found("const a = <p className={`swatch wide ${x}`}>{T.title}: {n} h · <b>.evtx</b></p>;")).toEqual(
    [],
  );
});
/* biome-ignore-end lint/suspicious/noTemplateCurlyInString: samples of source code */
