import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // Dates and sorting must not depend on the machine that runs the tests.
    env: { TZ: "UTC", LC_ALL: "C" },
    reporters: ["default"],
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          environment: "node",
          include: [
            "shared/**/*.test.ts",
            "electron/**/*.test.ts",
            "build/**/*.test.ts",
            "tests/*.test.ts",
            "tests/fuzz/**/*.test.ts",
          ],
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: "page",
          environment: "happy-dom",
          include: ["renderer/**/*.test.{ts,tsx}"],
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: "e2e",
          environment: "node",
          include: ["tests/e2e/**/*.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
