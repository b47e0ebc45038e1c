import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { guidePlugin } from "./build/guide/guide-plugin.ts";
import { PATIENCE_MS } from "./tests/patience.ts";
import { LongFirst } from "./tests/setup/long-first.ts";

/** Tests that put a double in the place of a module need modules, and so a process, of their own. */
const WITH_DOUBLES = ["electron/main/**/*.test.ts", "electron/preload/**/*.test.ts"];
const BUILT_WITH_DOUBLES = ["tests/e2e/electron-bundle.test.ts"];

const SHARED_PROCESS = { isolate: false, setupFiles: ["tests/setup/leaves-nothing.ts"] };

export default defineConfig({
  test: {
    // Dates and sorting must not depend on the machine that runs the tests.
    env: { TZ: "UTC", LC_ALL: "C" },
    reporters: ["default"],
    // Vitest would leave one core free, which on two cores is half of the machine.
    maxWorkers: Math.min(availableParallelism(), 8),
    sequence: { sequencer: LongFirst },
    expect: { poll: { timeout: PATIENCE_MS, interval: 20 } },
    testTimeout: 3 * PATIENCE_MS,
    hookTimeout: 3 * PATIENCE_MS,
    projects: [
      {
        extends: true,
        test: {
          ...SHARED_PROCESS,
          name: "unit",
          environment: "node",
          include: [
            "shared/**/*.test.ts",
            "electron/**/*.test.ts",
            "build/**/*.test.ts",
            "tests/*.test.ts",
            "tests/fuzz/**/*.test.ts",
            "tests/numbers/**/*.test.ts",
          ],
          exclude: [...WITH_DOUBLES, "**/node_modules/**"],
        },
      },
      { extends: true, test: { name: "shell", environment: "node", include: WITH_DOUBLES } },
      {
        extends: true,
        plugins: [guidePlugin()],
        test: {
          ...SHARED_PROCESS,
          name: "page",
          environment: "happy-dom",
          include: ["renderer/**/*.test.{ts,tsx}"],
          setupFiles: [...SHARED_PROCESS.setupFiles, "tests/setup/page.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "e2e",
          environment: "node",
          include: ["tests/e2e/**/*.test.ts"],
          exclude: [...BUILT_WITH_DOUBLES, "**/node_modules/**"],
          // One process, and with it one browser, for many files.
          isolate: false,
          runner: "tests/setup/one-process-runner.ts",
          setupFiles: ["tests/setup/closes-pages.ts"],
        },
      },
      { extends: true, test: { name: "e2e-doubles", environment: "node", include: BUILT_WITH_DOUBLES } },
    ],
  },
});
