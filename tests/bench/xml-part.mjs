// Part of `npm run bench`: how fast event XML is read, and in how much memory, each size in a process of its own.
import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const root = fileURLToPath(new URL("../..", import.meta.url));
const work = join(root, "node_modules/.cache/logonscope/bench");

export async function benchXml(sizes = [20, 80, 320]) {
  mkdirSync(work, { recursive: true });
  const bundle = await rolldown({ input: join(root, "tests/bench/xml.ts"), platform: "node" });
  const file = join(work, "xml.mjs");
  await bundle.write({ file, format: "esm" });
  await bundle.close();
  console.log("\nevent XML to events, one thread, warm, by processor time");
  console.log(
    "        MB    MB/s   full parser alone   ratio   peak MB, reading alone   with all events kept",
  );
  const run = (flags, megabytes, ...more) => {
    const args = [...flags, file, join(work, "bench.xml"), String(megabytes), ...more];
    const { status, stdout } = spawnSync(process.execPath, args, {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "inherit"],
    });
    if (status !== 0) throw new Error(`${megabytes} MB of XML ended with ${status}`);
    return JSON.parse(stdout);
  };
  for (const megabytes of sizes) {
    const { bytes, plain, full, peak } = run([], megabytes);
    // With so little room for objects it ends only if what it keeps does not grow with the file.
    const { alone } = run(["--max-old-space-size=32", "--max-semi-space-size=2"], megabytes, "alone");
    const cells = [
      (bytes / 1e6).toFixed(0).padStart(10),
      (bytes / 1e3 / plain).toFixed(0).padStart(7),
      (full === null ? "-" : (bytes / 1e3 / full).toFixed(0)).padStart(19),
      (full === null ? "-" : `${(full / plain).toFixed(1)}x`).padStart(7),
      (alone / 1e6).toFixed(0).padStart(24),
      (peak / 1e6).toFixed(0).padStart(22),
    ];
    console.log(cells.join(" "));
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await benchXml();
