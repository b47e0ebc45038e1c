import { reportCsv } from "../../../shared/export/report-csv.ts";
import { reportJson, reportJsonLines } from "../../../shared/export/report-json.ts";
import type { ReportExport } from "../../../shared/export/report-record.ts";
import { reportTable } from "../../../shared/export/report-table.ts";
import { zoneByName } from "../clock.ts";
import { blocksOf } from "../encode-text.ts";
import { CaseAssembly } from "./case-pieces.ts";
import { buffersOfMade, madeReport } from "./made-report.ts";
import type { ReportFormat, ReportNews, ReportOrder } from "./report-messages.ts";
import { reportOf } from "./report-of.ts";

type Post = (news: ReportNews, transfer: ArrayBuffer[]) => void;

/** Progress is told when so much more is done. */
const STEP = 0.01;

/** Carries out the orders of a page: keeps a case, makes reports of it, writes the last one. */
export function reportServer(post: Post): (order: ReportOrder) => void {
  let assembly = new CaseAssembly();
  let last: ReportExport | null = null;

  const make = ({ id, view, zone }: ReportOrder & { readonly type: "ask" }): void => {
    let told = 0;
    const { answer, filtered } = reportOf(assembly.data, view, zoneByName(zone), (done) => {
      if (done < told + STEP) return;
      told = done;
      post({ type: "progress", id, done }, []);
    });
    last = answer;
    const made = madeReport(answer, filtered);
    post({ type: "made", id, made }, buffersOfMade(made));
  };
  const writing = new Map<number, Iterator<Uint8Array<ArrayBuffer>>>();
  const more = (id: number): void => {
    const next = writing.get(id)?.next();
    if (next === undefined) return;
    if (next.done === true) {
      writing.delete(id);
      post({ type: "saved", id, bytes: null }, []);
    } else post({ type: "saved", id, bytes: next.value }, [next.value.buffer]);
  };
  const save = async ({ id, format, order }: ReportOrder & { readonly type: "save" }): Promise<void> => {
    if (last === null) throw new Error("no report");
    writing.set(id, blocksOf(await piecesOf(inOrder(last, order), format)));
    more(id);
  };

  return (order) => {
    if (order.type === "piece") {
      // Another case replaces the one before.
      if (order.piece.path.length === 0) assembly = new CaseAssembly();
      assembly.add(order.piece);
      last = null;
      return;
    }
    const fail = (): void => {
      writing.delete(order.id);
      post({ type: "failed", id: order.id }, []);
    };
    try {
      if (order.type === "save") save(order).catch(fail);
      else if (order.type === "more") more(order.id);
      else if (order.type === "drop") writing.delete(order.id);
      else make(order);
    } catch {
      fail();
    }
  };
}

/** The same report with its lines in another order. */
function inOrder(answer: ReportExport, order: Uint32Array | null): ReportExport {
  if (order === null) return answer;
  const { lines } = answer.report;
  return { ...answer, report: { ...answer.report, lines: Array.from(order, (line) => lines[line]!) } };
}

async function piecesOf(answer: ReportExport, format: ReportFormat): Promise<Iterable<string | Uint8Array>> {
  switch (format) {
    case "csv":
      return reportCsv(answer, { isFile: true });
    case "json":
      return reportJson(answer);
    case "jsonl":
      return reportJsonLines(answer, { isFile: true });
    case "xlsx":
      return (await import("../../../shared/export/xlsx/report-xlsx.ts")).reportXlsx(answer);
    case "html":
      return (await import("../../../shared/export/html/report-html.ts")).reportHtml(answer);
    case "parquet":
      return (await import("../../../shared/export/parquet/report-table.ts")).reportParquet(answer);
    case "table":
      return reportTable(answer, 0);
  }
}
