import type { CasePiece } from "../report-job/case-pieces.ts";
import type { ReportView } from "../report-lines.ts";
import type { ChosenRoles } from "../role-choice.ts";

/** What is on screen, of which a pack is made. */
export interface PackView extends Pick<ReportView, "filter" | "kinds" | "window"> {
  readonly zone: string;
  readonly roles: ChosenRoles;
  readonly masked: boolean;
  /** The report on screen; null in other views. */
  readonly report: ReportView | null;
}

/** What the page asks of the thread that makes a pack: the case, piece by piece, then the pack, block by block. */
export type PackOrder =
  | { readonly type: "piece"; readonly piece: CasePiece }
  | { readonly type: "pack"; readonly view: PackView }
  /** The next block; the first one comes by itself. */
  | { readonly type: "more" };

/** What it answers: bytes in their order, then the end. */
export type PackNews =
  | { readonly type: "bytes"; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly type: "done"; readonly manifestSha256: string }
  | { readonly type: "failed" };
