// Checks the types of every part of the house with its own compiler settings: `shared` sees neither Node nor
// the DOM, the page sees no Node, and so on. One process per part, all of them run even if one fails.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { TYPE_PARTS } from "./type-parts.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

let failed = false;
for (const part of TYPE_PARTS) {
  const run = spawnSync(
    process.execPath,
    ["node_modules/typescript/bin/tsc", "-p", `${part}/tsconfig.json`],
    {
      cwd: root,
      stdio: "inherit",
    },
  );
  console.log(`types: ${part} ${run.status === 0 ? "ok" : "FAILED"}`);
  failed ||= run.status !== 0;
}
process.exitCode = failed ? 1 : 0;
