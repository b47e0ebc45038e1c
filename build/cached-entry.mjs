// Entries whose start counts: one script beside the code that V8 made of it, so that a start neither parses nor
// translates what an ordinary run needs. V8 itself refuses code of another version, or for other settings; then, and
// without that file, the script is translated as ever.
//
// They are CommonJS: Node's loader of ES modules takes as long to start as a megabyte of log to read.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const BODY = "body.cjs";
const CODE = "body.code";

/** The file that starts an entry: it loads the script and offers some of its exports. */
const loaderText = ({
  names,
  isProgram,
}) => `${isProgram ? "#!/usr/bin/env node\n" : ""}// Loads ${BODY} with the code that was made of it when it was built.
"use strict";
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const { Script } = require("node:vm");

const filename = join(__dirname, "${BODY}");
let cachedData;
try {
  cachedData = readFileSync(join(__dirname, "${CODE}"));
} catch {
  // Only slower.
}
const script = new Script(readFileSync(filename, "latin1"), { filename, cachedData });
const body = { exports: {} };
script.runInThisContext()(body.exports, require, body, filename, (url) => import(url));
${names.map((name) => `exports.${name} = body.exports.${name};\n`).join("")}`;

/**
 * Modules of Node itself are loaded where they are first used, not at the start: cryptography and processes of others take
 * as long to load as a small log to read, and an ordinary run needs neither. Only a module whose name never stands
 * without a member of it behind it.
 */
export function lazyBuiltins(code) {
  const modules = [...code.matchAll(/^let (node_\w+) = require\("(node:[\w/]+)"\);$/gm)];
  return modules.reduce((text, [line, name, module]) => {
    const uses = text.match(new RegExp(`\\b${name}\\b`, "g")).length;
    const members = new RegExp(`\\b${name}\\.(?=\\w)`, "g");
    if (uses !== (text.match(members)?.length ?? 0) + 1) return text;
    return (
      text
        // In parentheses: `new` takes what is called behind it for the class.
        .replace(members, `(${name}()).`)
        .replace(line, `let ${name}_;\nconst ${name} = () => (${name}_ ??= require("${module}"));`)
    );
  }, code);
}

/** Bundles an entry as one script into a folder, with the file that loads it. */
export async function bundleCached(bundle, folder, { names = [], isProgram = false }) {
  const { output } = await bundle.generate({ format: "cjs", codeSplitting: false, minify: false });
  const [{ code }] = output;
  // Plain ASCII is read without being decoded.
  const escaped = lazyBuiltins(code)
    .replace(/^#!.*\n/, "")
    // A script by itself cannot import: its loader does it.
    .replace(/\bimport\(/g, "dynamicImport(")
    .replace(/[^\n -~\t]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
  // A function is what the file holds, so that a start need not copy a megabyte of text to put one around it.
  const parameters = "exports, require, module, __filename, dynamicImport";
  writeFileSync(join(folder, BODY), `(function (${parameters}) {${escaped}\n})\n`);
  writeFileSync(join(folder, "index.js"), loaderText({ names, isProgram }));
  // All other bundles are ES modules.
  writeFileSync(join(folder, "package.json"), '{ "type": "commonjs" }\n');
}

/** Runs the command line on the demo logs, in a process of its own, and keeps the code that V8 makes on the way. */
export function keepCode(out) {
  const scratch = mkdtempSync(join(tmpdir(), "logonscope-build-"));
  try {
    const script = fileURLToPath(new URL("keep-code.mjs", import.meta.url));
    const run = spawnSync(process.execPath, [script, out, scratch], { stdio: ["ignore", "ignore", 2] });
    // A program that does not run is for the tests to tell; without the code it only starts more slowly.
    if (run.status !== 0)
      console.warn("The command line did not run while it was built: its code is not kept.");
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
