// Whether the bundles in out/ are those of the present sources: a fingerprint of path, size and time of every file
// that goes into them. A few hundred stats, so asking costs some milliseconds.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

const inputs = ["shared", "electron", "renderer", "build", "docs/guide", "package-lock.json"];

/** Pages of the guide are a part of the program; what explains the sources is not. */
const isGuide = (path) => path.includes(`${join("docs", "guide")}`);

/** Packaging takes the bundles as they are; its folder also holds its tools and what it made. */
const APART = join("build", "pack");

function* files(path) {
  if (path.endsWith(APART)) return;
  const stat = statSync(path);
  if (!stat.isDirectory()) {
    if (isGuide(path) || !/\.test\.tsx?$|\.md$/.test(path)) yield `${path}:${stat.size}:${stat.mtimeMs}`;
    return;
  }
  for (const name of readdirSync(path).sort()) yield* files(join(path, name));
}

/** Fingerprint of all sources, relative to the project's folder. */
export function fingerprint(root) {
  const hash = createHash("sha256").update(process.versions.node);
  for (const input of inputs) for (const line of files(join(root, input))) hash.update(line).update("\n");
  return hash.digest("hex");
}

/** The fingerprint that out/ was made from, or an empty text. */
export function builtFingerprint(root) {
  const stamp = join(root, "out/.stamp");
  return existsSync(stamp) ? readFileSync(stamp, "utf8") : "";
}
