import type { Zone } from "../engine/time/zone.ts";
import type { CaseData } from "../types/case.ts";
import type { SessionKind } from "../types/names.ts";

/** What an export is made from. The page and the command line pass the same, so they give the same bytes. */
export interface ExportInput {
  readonly data: CaseData;
  /** Rows in the order in which they are to be written. */
  readonly rows: Uint32Array;
  readonly zone: Zone;
  /** The filter that chose the rows, empty for none. It is named in the output. */
  readonly filter: string;
}

export interface SessionExportInput extends ExportInput {
  /** The kinds that were asked for. */
  readonly kinds: readonly SessionKind[];
}
