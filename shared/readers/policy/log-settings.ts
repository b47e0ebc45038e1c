import type { AuditPolicy } from "../../types/policy.ts";
import { LOG_SIZE } from "./policy-shape.ts";

/** The size of the Security log, as `wevtutil gl Security` writes it. Feed it every line. */
export class LogSettings {
  #bytes: number | null = null;

  /** False when the line cannot be read; all but one are about other things. */
  add(line: string): boolean {
    const size = LOG_SIZE.exec(line);
    if (size !== null) this.#bytes ??= Number(size[1]);
    return size !== null || !/^\s*maxSize\s*:/i.test(line);
  }

  finish(): AuditPolicy {
    return {
      kind: "logSettings",
      computer: null,
      target: null,
      settings: [],
      categories: [],
      forcesSubcategories: null,
      userRows: 0,
      otherComputers: 0,
      ...(this.#bytes === null ? {} : { logBytes: this.#bytes }),
    };
  }
}
