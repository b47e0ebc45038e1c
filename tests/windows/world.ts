import type { EventName } from "../../shared/testing/evtx-writer/evtx-writer.ts";

/** A Windows that is made up: what its logs hold, and how it answers. Passed as JSON to the stand-in programs. */
export interface World {
  readonly computer: string;
  /** Answer to the question for an administrator's permission; `blocked`: PowerShell may not ask at all. */
  readonly uac: "yes" | "no" | "blocked" | "never";
  readonly logs: Readonly<Record<string, LogOfWorld>>;
  /** Exit code of icacls.exe. */
  readonly icacls?: number;
}

export interface LogOfWorld {
  readonly records: readonly RecordOfWorld[];
  /** As `gli` tells it. */
  readonly bytes?: number;
  readonly maxBytes?: number;
  /** Only an administrator may read it. */
  readonly guarded?: boolean;
  /** Every question ends with this exit code. */
  readonly exit?: number;
  /** An export never ends. */
  readonly hangs?: boolean;
  /** An export takes so long. */
  readonly slowMs?: number;
  /** The disk is full after so many bytes of an export. */
  readonly room?: number;
}

export interface RecordOfWorld {
  readonly id: number;
  /** UTC with a `Z`. */
  readonly time: string;
  readonly event: EventName;
  readonly data?: Readonly<Record<string, string | number>>;
}
