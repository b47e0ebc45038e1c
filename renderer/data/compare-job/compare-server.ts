import {
  compareCsv,
  compareJson,
  compareJsonLines,
  compareTable,
} from "../../../shared/export/compare/compare-output.ts";
import type { Comparison } from "../../../shared/export/compare/compare-record.ts";
import { type Clock, clockOf } from "../clock.ts";
import { blocksOf } from "../encode-text.ts";
import { CaseAssembly } from "../report-job/case-pieces.ts";
import type { CompareFormat, CompareNews, CompareOrder, CompareView, Side } from "./compare-messages.ts";
import { comparisonOf, type MatchedSides, matchSides, summaryOf } from "./compared-case.ts";
import { differenceInFull, differenceRow } from "./difference-words.ts";

type Post = (news: CompareNews, transfer: ArrayBuffer[]) => void;

/** Progress is told when so much more is done. */
const STEP = 0.01;

/** Carries out the orders of a page: keeps two cases, compares them, tells of rows, writes what was asked last. */
export function compareServer(post: Post): (order: CompareOrder) => void {
  const sides: Record<Side, CaseAssembly> = { screen: new CaseAssembly(), other: new CaseAssembly() };
  let sideways: { readonly key: string; readonly sides: MatchedSides } | null = null;
  let last: { readonly comparison: Comparison; readonly clock: Clock } | null = null;
  const saves = new Map<number, Iterator<Uint8Array<ArrayBuffer>>>();

  const matched = (id: number, view: CompareView): MatchedSides => {
    const key = JSON.stringify([view.first, view.masked]);
    if (sideways?.key === key) return sideways.sides;
    let told = 0;
    const cases = { screen: sides.screen.data, other: sides.other.data };
    const found = matchSides(cases, view, (done) => {
      if (done < told + STEP) return;
      told = done;
      post({ type: "progress", id, done }, []);
    });
    sideways = { key, sides: found };
    return found;
  };
  const block = (id: number): void => {
    const next = saves.get(id)?.next();
    if (next === undefined) post({ type: "failed", id }, []);
    else if (next.done !== true) post({ type: "bytes", id, bytes: next.value }, [next.value.buffer]);
    else {
      saves.delete(id);
      post({ type: "done", id }, []);
    }
  };
  const carryOut = async (order: Exclude<CompareOrder, { type: "piece" }>): Promise<void> => {
    const { id } = order;
    if (order.type === "ask") {
      const found = matched(id, order.view);
      const asked = comparisonOf(found, order.view);
      last = { comparison: asked.comparison, clock: clockOf(order.view.zone, null) };
      post({ type: "compared", id, summary: summaryOf(asked, found) }, []);
      return;
    }
    if (order.type === "more") return block(id);
    if (last === null) return post({ type: "failed", id }, []);
    const { comparison, clock } = last;
    if (order.type === "save") {
      saves.set(id, blocksOf(await piecesOf(comparison, order.format)));
      block(id);
    } else if (order.type === "row") {
      post({ type: "row", id, row: differenceInFull(comparison, clock, order.section, order.at) }, []);
    } else {
      const { section, from, to } = order;
      const rows = Array.from({ length: to - from }, (_, n) =>
        differenceRow(comparison, clock, section, from + n),
      );
      post({ type: "rows", id, section, from, rows }, []);
    }
  };

  return (order) => {
    if (order.type === "piece") {
      // Another case replaces the one before.
      if (order.piece.path.length === 0) sides[order.side] = new CaseAssembly();
      sides[order.side].add(order.piece);
      sideways = null;
      last = null;
      return;
    }
    carryOut(order).catch(() => post({ type: "failed", id: order.id }, []));
  };
}

/** The same writers as those of the command line. */
async function piecesOf(
  comparison: Comparison,
  format: CompareFormat,
): Promise<Iterable<string | Uint8Array>> {
  switch (format) {
    case "csv":
      return compareCsv(comparison, { bom: true });
    case "json":
      return compareJson(comparison);
    case "jsonl":
      return compareJsonLines(comparison);
    case "table":
      return compareTable(comparison, 0);
    case "xlsx":
      return (await import("../../../shared/export/xlsx/compare-xlsx.ts")).compareXlsx(comparison);
    case "html":
      return (await import("../../../shared/export/compare/compare-documents.ts")).compareHtml(comparison);
    case "parquet":
      return (await import("../../../shared/export/compare/compare-documents.ts")).compareParquet(comparison);
  }
}
