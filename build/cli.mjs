// `npm run --silent cli -- COMMAND ...`: the command line from a checkout. Builds first when the sources have changed.

import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ensureInstalled, returnToCaller, root } from "./install.mjs";
import { builtFingerprint, fingerprint } from "./stale.mjs";

ensureInstalled();
if (builtFingerprint(root) !== fingerprint(root)) {
  const { ensureBuilt } = await import("./bundle.mjs");
  await ensureBuilt();
}
returnToCaller();
// The command line reads its own arguments and sets the exit code.
process.argv[1] = join(root, "out/cli/index.js");
await import(pathToFileURL(process.argv[1]).href);
