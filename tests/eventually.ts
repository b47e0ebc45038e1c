import { vi } from "vitest";
import { PATIENCE_MS } from "./patience.ts";

/** Tries until the check passes, and returns what it returns. */
export function eventually<T>(check: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(check, { timeout: PATIENCE_MS, interval: 5 });
}
