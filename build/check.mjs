// `npm test`: every check that this machine can run, and one honest line at the end. Nothing is tried again and
// nothing is loosened; a check that cannot run here (no browser, no Electron binary, no sample logs) counts as skipped
// and says why.
//
// Lint and types run beside the tests, one after the other: tests often wait for a browser or a process, and a core
// would be idle meanwhile.
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ensureInstalled, root } from "./install.mjs";

ensureInstalled();

const results = { passed: 0, failed: 0, skipped: 0 };
const reportFile = join(root, "node_modules/.cache/logonscope/test-report.json");

/** Runs one tool with this Node; its exit code decides. What it says is shown at once, or kept for later. */
function run(args, { keep = false } = {}) {
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: ["ignore", keep ? "pipe" : "inherit", keep ? "pipe" : "inherit"],
  });
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (piece) => said.push(piece));
  return new Promise((resolve) => {
    child.on("error", (error) => resolve({ ok: false, said: String(error) }));
    child.on("close", (code) => resolve({ ok: code === 0, said: Buffer.concat(said).toString() }));
  });
}

const title = (text) => console.log(`\n== ${text}`);

function count(ok) {
  results[ok ? "passed" : "failed"] += 1;
  return ok;
}

/** What reads the sources only. */
async function readSources() {
  const lint = await run(["node_modules/@biomejs/biome/bin/biome", "check", "--error-on-warnings", "."], {
    keep: true,
  });
  return [
    { name: "format and lint", ...lint },
    { name: "types", ...(await run(["build/types.mjs"], { keep: true })) },
  ];
}

async function runTests() {
  title("bundles");
  // The tools for packaging are installed meanwhile, once; without them its tests count as skipped.
  const tools = run(["build/pack/tools.mjs"], { keep: true });
  const built = count((await run(["build/bundle.mjs"])).ok);
  process.stdout.write((await tools).said);
  title("tests");
  if (!built) console.log("The bundles did not build: end-to-end checks cannot run.");
  mkdirSync(join(reportFile, ".."), { recursive: true });
  rmSync(reportFile, { force: true });
  const projects = ["unit", "shell", "page", ...(built ? ["e2e", "e2e-doubles"] : [])];
  const { ok } = await run([
    "node_modules/vitest/vitest.mjs",
    "run",
    ...projects.flatMap((project) => ["--project", project]),
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${reportFile}`,
  ]);
  try {
    const report = JSON.parse(readFileSync(reportFile, "utf8"));
    results.passed += report.numPassedTests;
    results.failed += report.numFailedTests;
    results.skipped += report.numPendingTests + report.numTodoTests;
    // A file that fails to load has no failed test of its own, but the run has failed all the same.
    if (!ok && report.numFailedTests === 0) results.failed += 1;
  } catch {
    results.failed += 1;
  }
}

const [sources] = await Promise.all([readSources(), runTests()]);
for (const { name, ok, said } of sources) {
  title(name);
  process.stdout.write(said);
  count(ok);
}

console.log(`\n${results.passed} passed, ${results.failed} failed, ${results.skipped} skipped`);
process.exitCode = results.failed === 0 ? 0 : 1;
