// `npm run e2e:shell`: the end-to-end specs on the built shell, with the stand-in for Electron over a real Chromium.
import { spawnSync } from "node:child_process";
import { ensureInstalled, root } from "./install.mjs";

ensureInstalled();
const node = (...args) =>
  spawnSync(process.execPath, args, {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, LOGONSCOPE_E2E_SHELL: "1" },
  }).status;
process.exitCode =
  node("build/bundle.mjs") ||
  node(
    "node_modules/vitest/vitest.mjs",
    "run",
    "--project",
    "e2e",
    "--project",
    "e2e-doubles",
    ...process.argv.slice(2),
  );
