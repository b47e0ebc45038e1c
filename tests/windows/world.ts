import type { EventName } from "../../shared/testing/evtx-writer/evtx-writer.ts";

/** A Windows that is made up: what its logs hold, and how it answers. Passed as JSON to the stand-in programs. */
export interface World {
  readonly computer: string;
  /** Answer to the question for an administrator's permission; `blocked`: PowerShell may not ask at all. */
  readonly uac: "yes" | "no" | "blocked" | "never";
  readonly logs: Readonly<Record<string, LogOfWorld>>;
  /** Other computers, by the name they are asked by, in lower case. */
  readonly hosts?: Readonly<Record<string, HostOfWorld>>;
  /** Exit code of icacls.exe. */
  readonly icacls?: number;
}

/** Another computer of a network that is made up. A name that is none of them cannot be reached (1722). */
export interface HostOfWorld {
  /** Name that its records give. */
  readonly computer: string;
  readonly logs: Readonly<Record<string, LogOfWorld>>;
  /** Every question ends with this exit code. */
  readonly exit?: number;
  /** Only so many first questions do. */
  readonly exitFirst?: number;
  /** It never answers. */
  readonly silent?: boolean;
  /** Who is let in; without it, whoever asks under the own account. */
  readonly account?: { readonly user: string; readonly password: string };
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
  /** An answer over the network breaks off after so many records, with this exit code; 0 never ends. */
  readonly breaks?: { readonly after: number; readonly exit: number };
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
