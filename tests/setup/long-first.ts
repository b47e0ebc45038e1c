import { relative, sep } from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { projectRoot } from "../source-tree.ts";

/**
 * Files that take half a minute or more, longest first. Vitest knows how long each took only where it has run before;
 * elsewhere it begins with the largest, and these would end alone while a core is idle.
 */
const LONG = [
  "tests/e2e/accessibility.test.ts",
  "tests/e2e/electron-standin.test.ts",
  "tests/e2e/faults.test.ts",
  "tests/e2e/saving.test.ts",
  "tests/e2e/opening.test.ts",
  "tests/e2e/cli-help.test.ts",
  "tests/e2e/package.test.ts",
  "tests/e2e/helpdesk.test.ts",
  "renderer/views/frame/export-equals.test.tsx",
  "tests/fuzz/fuzz.test.ts",
  "electron/worker/worker.test.ts",
  "build/electron-binary.test.ts",
  "shared/engine/pairing/hostile.test.ts",
  "tests/fuzz/cost.test.ts",
];

/** Begins each project with its long files. */
export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const place = ({ moduleId }: TestSpecification): number => {
      const at = LONG.indexOf(relative(projectRoot, moduleId).split(sep).join("/"));
      return at < 0 ? LONG.length : at;
    };
    const projects = [...new Set(sorted.map(({ project }) => project))];
    return projects.flatMap((own) =>
      sorted.filter(({ project }) => project === own).sort((a, b) => place(a) - place(b)),
    );
  }
}
