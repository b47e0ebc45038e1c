import { type SerializedConfig, TestRunner } from "vitest";
import { endNow } from "../e2e/one-process.ts";

/** Runs end-to-end specs as ever, and ends with the process what its files share. */
// biome-ignore lint/style/noDefaultExport: Vitest takes a runner by its default export.
export default class OneProcessRunner extends TestRunner {
  constructor(config: SerializedConfig) {
    super(config);
    this.onCleanupWorkerContext(endNow);
  }
}
