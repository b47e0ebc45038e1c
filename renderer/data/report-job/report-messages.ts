import type { ReportView } from "../report-lines.ts";
import type { CasePiece } from "./case-pieces.ts";
import type { MadeReport } from "./made-report.ts";

/** The forms a report is saved in, the same as on the command line. */
export const REPORT_FORMATS = ["csv", "xlsx", "html", "json", "jsonl", "parquet", "table"] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** What the page asks of the thread that makes reports. Orders are carried out one after another. */
export type ReportOrder =
  | { readonly type: "piece"; readonly piece: CasePiece }
  /** All pieces of the case before it have come. */
  | { readonly type: "ask"; readonly id: number; readonly view: ReportView; readonly zone: string }
  /**
   * Writes the report made last, up to its first block; `order` holds its lines as they stand on screen, null for as it
   * was made. Each next block is asked for, so that no more than one is ready that nobody took.
   */
  | {
      readonly type: "save";
      readonly id: number;
      readonly format: ReportFormat;
      readonly order: Uint32Array | null;
    }
  /** The next block of what is being written under this id. */
  | { readonly type: "more"; readonly id: number }
  /** No more of it is wanted. */
  | { readonly type: "drop"; readonly id: number };

/** What it answers; `id` is that of the order. */
export type ReportNews =
  /** How much is done, 0 to 1. */
  | { readonly type: "progress"; readonly id: number; readonly done: number }
  | { readonly type: "made"; readonly id: number; readonly made: MadeReport }
  /** One block of a file; null: there are no more. */
  | { readonly type: "saved"; readonly id: number; readonly bytes: Uint8Array<ArrayBuffer> | null }
  | { readonly type: "failed"; readonly id: number };

/** A thread that makes reports. */
export interface ReportPort {
  post(order: ReportOrder): void;
  /** Ends it, in whatever it is busy with. */
  close(): void;
}

/** `onLost` is called when the thread is gone without having been asked to. */
export type OpenReportPort = (onNews: (news: ReportNews) => void, onLost: () => void) => ReportPort;
