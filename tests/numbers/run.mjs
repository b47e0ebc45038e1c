// `npm run numbers`: measures pairing on written and on made-up histories, reads what the oracle tests compare and what
// `npm run bench` measured last, and writes all of it into docs/numbers.md. A minute or two; nothing is kept.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const root = fileURLToPath(new URL("../..", import.meta.url));
const document = join(root, "docs/numbers.md");

async function measured() {
  const folder = join(root, "node_modules/.cache/logonscope/numbers");
  mkdirSync(folder, { recursive: true });
  const bundle = await rolldown({
    input: join(root, "tests/numbers/run.ts"),
    platform: "node",
    logLevel: "silent",
  });
  const file = join(folder, "numbers.mjs");
  await bundle.write({ file, format: "esm" });
  await bundle.close();
  const run = spawnSync(process.execPath, [file], { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
  if (run.status !== 0) throw new Error("The measuring broke off.");
  return JSON.parse(run.stdout);
}

/** What the tests that hold readers against oracles say that they compared. */
function oracles() {
  const args = ["node_modules/vitest/vitest.mjs", "run", "--project", "unit", "oracle.test"];
  const env = { ...process.env, NO_COLOR: "1" };
  const run = spawnSync(process.execPath, args, { cwd: root, env, encoding: "utf8", maxBuffer: 1 << 26 });
  const lines = run.stdout.split("\n").filter((line) => /^\S+ oracles: /.test(line));
  if (run.status !== 0) lines.push("**Some do not agree: see the tests.**");
  return [...new Set(lines)]
    .sort()
    .map((line) => `- ${line}`)
    .join("\n");
}

/** The ratios against other programs in the results of the last benchmark. */
function speed() {
  const text = readFileSync(join(root, "tests/bench/results.md"), "utf8");
  const rows = text.split("\n").filter((line) => /^\| .*times as fast as/.test(line));
  const cells = rows.map((row) => row.split("|").map((cell) => cell.trim()));
  const lines = cells.map(([, what, value, how]) => `| ${what} | ${value} | ${how} |`);
  return ["| | times | with |", "|---|---:|---|", ...lines].join("\n");
}

/** Replaces what stands between the marks of a part. */
function put(text, part, content) {
  const [begin, end] = [`<!-- ${part} -->`, `<!-- end of ${part} -->`];
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`docs/numbers.md has lost its marks of ${part}.`);
  return `${text.slice(0, from + begin.length)}\n${content}\n${text.slice(to)}`;
}

const { vectors, pairing } = await measured();
const parts = { vectors, pairing, oracles: oracles(), speed: speed() };
let text = readFileSync(document, "utf8");
for (const [part, content] of Object.entries(parts)) {
  console.log(`${content}\n`);
  text = put(text, part, content);
}
writeFileSync(document, text);
