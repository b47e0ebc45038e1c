import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

export const projectRoot = fileURLToPath(new URL("..", import.meta.url));

/** Every TypeScript file of the house, as paths from the project's folder with forward slashes. */
export function sourceFiles(folders = ["shared", "electron", "renderer", "build", "tests"]): string[] {
  const found: string[] = [];
  const walk = (folder: string): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      // The tools for packaging are installed in a folder of their own.
      if (entry.name === "node_modules") continue;
      if (entry.isDirectory()) walk(path);
      else if (/\.tsx?$/.test(entry.name)) found.push(relative(projectRoot, path).split(sep).join("/"));
    }
  };
  for (const folder of folders) walk(join(projectRoot, folder));
  return found.sort();
}

export const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path);

const IMPORT =
  /^\s*(?:import|export)\s(?:[^"'`;]*?\sfrom\s*)?["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']\s*\)/gm;

export interface Import {
  /** Path from the project's folder for a file of ours, else the package or `node:` name. */
  readonly to: string;
  readonly own: boolean;
  readonly typeOnly: boolean;
}

/** What a file imports, static and dynamic, types included. */
export function importsOf(path: string): Import[] {
  const text = readFileSync(join(projectRoot, path), "utf8");
  const imports: Import[] = [];
  for (const match of text.matchAll(IMPORT)) {
    const name = match[1] ?? match[2] ?? "";
    const typeOnly = /^\s*(?:import|export)\s+type\s/.test(match[0]);
    if (name.startsWith("."))
      imports.push({ to: posix.normalize(posix.join(dirname(path), name)), own: true, typeOnly });
    else imports.push({ to: name, own: false, typeOnly });
  }
  return imports;
}
