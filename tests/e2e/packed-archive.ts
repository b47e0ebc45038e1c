import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { join, posix } from "node:path";
import { parseAst } from "rolldown/parseAst";
import { haveTools, loadTool } from "../../build/pack/tools.mjs";
import { projectRoot } from "../source-tree.ts";

/** Why nothing can be packed on this machine, in words for the name of a skipped test; null when it can. */
export function whyNoPackages(): string | null {
  if (!haveTools()) return "the tools for packaging are not installed (node build/pack/tools.mjs)";
  return existsSync(join(projectRoot, "out/main/index.js")) ? null : "not built (npm run build)";
}

/** One file as the archive's header tells of it. */
interface HeaderEntry {
  readonly files?: Readonly<Record<string, HeaderEntry>>;
  readonly size?: number;
  readonly unpacked?: boolean;
  readonly integrity?: {
    readonly algorithm: string;
    readonly hash: string;
    readonly blockSize: number;
    readonly blocks: readonly string[];
  };
}

export interface ArchivedFile extends HeaderEntry {
  /** From the archive's top, with forward slashes. */
  readonly path: string;
}

/** The part of `@electron/asar` that is used here. */
interface AsarTool {
  getRawHeader(archive: string): { readonly headerString: string; readonly header: HeaderEntry };
  extractFile(archive: string, path: string): Buffer;
  extractAll(archive: string, folder: string): void;
}

export interface Archive {
  readonly files: readonly ArchivedFile[];
  /** What the platform is told, so that Electron refuses another archive. */
  readonly headerHash: string;
  read(path: string): Buffer;
  extract(folder: string): void;
}

export const sha256 = (bytes: string | Uint8Array): string =>
  createHash("sha256").update(bytes).digest("hex");

/** Reads an app.asar with Electron's own tool. */
export function openArchive(path: string): Archive {
  const asar = loadTool("@electron/asar") as AsarTool;
  const { headerString, header } = asar.getRawHeader(path);
  const files: ArchivedFile[] = [];
  const visit = (entry: HeaderEntry, at: string): void => {
    for (const [name, inside] of Object.entries(entry.files ?? {})) {
      const below = at === "" ? name : `${at}/${name}`;
      if (inside.files === undefined) files.push({ ...inside, path: below });
      else visit(inside, below);
    }
  };
  visit(header, "");
  return {
    files: files.sort((a, b) => (a.path < b.path ? -1 : 1)),
    headerHash: sha256(headerString),
    read: (file) => asar.extractFile(path, file.split("/").join(posix.sep === "/" ? "/" : "\\")),
    extract: (folder) => asar.extractAll(path, folder),
  };
}

interface Node {
  readonly type?: string;
  readonly [field: string]: unknown;
}

const text = (node: unknown): string | null => {
  const { type, value, quasis } = (node ?? {}) as Node;
  if (type === "Literal" && typeof value === "string") return value;
  if (type !== "TemplateLiteral" || !Array.isArray(quasis) || quasis.length !== 1) return null;
  return (quasis[0] as { value: { cooked: string } }).value.cooked;
};

const isName = (node: unknown, ...names: string[]): boolean => {
  const { type, name } = (node ?? {}) as Node;
  return type === "Identifier" && names.includes(String(name));
};

/** What one node of the syntax asks for at run time, or null. */
function asked(node: Node): string | null {
  switch (node.type) {
    case "ImportDeclaration":
    case "ExportNamedDeclaration":
    case "ExportAllDeclaration":
    case "ImportExpression":
      return text(node.source);
    case "CallExpression": {
      const [first, second] = node.arguments as unknown[];
      // The start of a script reads what stands beside it, and a script that cannot import calls `dynamicImport` instead:
      // see build/cached-entry.mjs.
      if (isName(node.callee, "join") && isName(first, "__dirname")) return text(second);
      return isName(node.callee, "require", "dynamicImport") ? text(first) : null;
    }
    case "NewExpression": {
      const [path, base] = node.arguments as [unknown, { object?: Node } | undefined];
      return isName(node.callee, "URL") && base?.object?.type === "MetaProperty" ? text(path) : null;
    }
    default:
      return null;
  }
}

/** Everything that a script names to be loaded: imports, requires, and addresses beside itself. */
export function namedBy(code: string): string[] {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) {
      for (const one of value) visit(one);
    } else if (typeof value === "object" && value !== null) {
      const name = asked(value as Node);
      if (name !== null) found.add(name);
      for (const field of Object.values(value)) visit(field);
    }
  };
  visit(parseAst(code, { lang: "js" }));
  return [...found];
}
