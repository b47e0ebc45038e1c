// `npm test`: every check that this machine can run, and one honest line at the end. Nothing is tried again and
// nothing is loosened; a check that cannot run here (no browser, no Electron binary, no sample logs) counts as skipped
// and says why.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ensureInstalled, root } from "./install.mjs";

ensureInstalled();

const results = { passed: 0, failed: 0, skipped: 0 };
const reportFile = join(root, "node_modules/.cache/logonscope/test-report.json");

/** Runs one tool with this Node; its exit code decides. */
function step(title, args) {
  console.log(`\n== ${title}`);
  const run = spawnSync(process.execPath, args, { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
  return run.status === 0;
}

function count(ok) {
  results[ok ? "passed" : "failed"] += 1;
  return ok;
}

count(
  step("format and lint", ["node_modules/@biomejs/biome/bin/biome", "check", "--error-on-warnings", "."]),
);
count(step("types", ["build/types.mjs"]));
const built = count(step("bundles", ["build/bundle.mjs"]));

mkdirSync(join(reportFile, ".."), { recursive: true });
rmSync(reportFile, { force: true });
const projects = built ? ["unit", "page", "e2e"] : ["unit", "page"];
if (!built) console.log("\nThe bundles did not build: end-to-end checks cannot run.");
const tests = step("tests", [
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
  if (!tests && report.numFailedTests === 0) results.failed += 1;
} catch {
  results.failed += 1;
}

console.log(`\n${results.passed} passed, ${results.failed} failed, ${results.skipped} skipped`);
process.exitCode = results.failed === 0 ? 0 : 1;
