import { mkdirSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { crc32 } from "node:zlib";
import { buildDemoLogs } from "./build-demo-logs.ts";

/*
 * Writes the sample logs into a folder, by default out/demo below the present one. Bundled and run by the build:
 *   node out/build/write-demo.js [FOLDER]
 */
const folder = resolve(process.argv[2] ?? "out/demo");
mkdirSync(folder, { recursive: true });
let bytes = 0;
for (const file of buildDemoLogs(crc32)) {
  writeFileSync(resolve(folder, file.name), file.bytes);
  bytes += file.bytes.length;
}
process.stdout.write(`sample logs: ${(bytes / 1_048_576).toFixed(1)} MB in ${folder}\n`);
