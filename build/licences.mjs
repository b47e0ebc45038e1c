// Which packages are inside the bundles, under which licences, and the texts that must go along with them. What ships is
// taken from the bundlers' own module graph: a package none of whose code was rendered is not named, one that slipped in is.
//
//   out/licences.json           the list, for packaging
//   out/licences.txt            the same to be read
//   out/renderer/licences.json  the list once more, for the page's About
//   out/renderer/licence.json   our own text, for the same
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { root } from "./install.mjs";

/** Texts of packages that are published without theirs, from their repositories. */
const MISSING_TEXTS = join(root, "build/licence-texts");
const LICENCE_FILE = /^(licen[cs]e|copying|notice)(\.(md|txt))?$/i;

/**
 * A plugin for rolldown and Vite alike that notes, by the name of a bundle, each package that has code in it.
 * @param {Map<string, Set<string>>} seen bundles by the package's folder below the project's
 */
export function noteShipped(seen, bundle) {
  return {
    name: "logonscope-note-shipped",
    generateBundle(_options, output) {
      for (const chunk of Object.values(output)) {
        if (chunk.type !== "chunk") continue;
        for (const [id, { renderedLength }] of Object.entries(chunk.modules)) {
          const folder = renderedLength === 0 ? null : packageFolder(id);
          if (folder !== null) seen.set(folder, (seen.get(folder) ?? new Set()).add(bundle));
        }
      }
    },
  };
}

/** The package that a module belongs to, as its folder below the project's with forward slashes; null for our own. */
export function packageFolder(moduleId) {
  const path = relative(root, moduleId.replace(/[?\0].*$/, ""))
    .split(sep)
    .join("/");
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? null;
}

/**
 * What must be known of an installed package. Throws when it has no licence, or no text of one: then it must not ship.
 * @returns {import("./licences.d.mts").ShippedPackage}
 */
export function describePackage(folder, bundles = []) {
  const { name, version, license, repository } = JSON.parse(
    readFileSync(join(root, folder, "package.json"), "utf8"),
  );
  if (typeof license !== "string") throw new Error(`${folder} names no licence.`);
  const text = licenceText(folder, name);
  if (text === null) throw new Error(`${folder} brings no text of its licence; see build/licence-texts.`);
  return {
    name,
    version,
    licence: license,
    text,
    repository: addressOf(repository),
    bundles: [...bundles].sort(),
  };
}

function licenceText(folder, name) {
  const files = readdirSync(join(root, folder))
    .filter((file) => LICENCE_FILE.test(file))
    .sort();
  const own = join(MISSING_TEXTS, `${name.replace("/", "-")}.txt`);
  const paths =
    files.length > 0 ? files.map((file) => join(root, folder, file)) : existsSync(own) ? [own] : [];
  if (paths.length === 0) return null;
  return paths.map((path) => readFileSync(path, "utf8").replace(/\r\n?/g, "\n").trim()).join("\n\n");
}

/** A repository as an address to be read, from any of the ways in which npm lets it be written; null when it is none. */
function addressOf(repository) {
  const written = typeof repository === "string" ? repository : repository?.url;
  if (typeof written !== "string") return null;
  const short = /^(?:github:)?([\w.-]+\/[\w.-]+)$/.exec(written)?.[1];
  const address =
    short === undefined
      ? written.replace(/^git\+/, "").replace(/^git:/, "https:")
      : `https://github.com/${short}`;
  return /^https:\/\/[\w./-]+$/.test(address) ? address.replace(/\.git$/, "") : null;
}

/** Writes the lists of what was noted while the bundles were built. */
export function writeLicences(seen, out = join(root, "out")) {
  const packages = [...seen]
    .map(([folder, bundles]) => describePackage(folder, bundles))
    .sort((a, b) => (a.name === b.name ? (a.version < b.version ? -1 : 1) : a.name < b.name ? -1 : 1));
  const json = `${JSON.stringify(packages, null, 1)}\n`;
  writeFileSync(join(out, "licences.json"), json);
  writeFileSync(join(out, "renderer/licences.json"), json);
  const own = readFileSync(join(root, "LICENSE"), "utf8");
  writeFileSync(join(out, "renderer/licence.json"), `${JSON.stringify({ text: own })}\n`);
  writeFileSync(join(out, "licences.txt"), noticeOf(packages));
  return packages;
}

/** All of it as one text, for people. */
export function noticeOf(packages) {
  const head = `Logonscope contains code of ${packages.length} packages. Their licences follow, one after the other.`;
  const parts = packages.map(({ name, version, licence, repository, text }) =>
    [`${name} ${version} (${licence})`, ...(repository === null ? [] : [repository]), "", text].join("\n"),
  );
  return `${[head, ...parts].join(`\n\n${"-".repeat(80)}\n\n`)}\n`;
}

/** The list of what is in the bundles as they were last built; throws when they are not built. */
export function shippedPackages(out = join(root, "out")) {
  const path = join(out, "licences.json");
  if (!existsSync(path)) throw new Error("Not built yet: npm run build.");
  return JSON.parse(readFileSync(path, "utf8"));
}
