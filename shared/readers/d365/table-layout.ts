import type { CloudAnswers, CloudColumns, CloudShape } from "../../types/cloud.ts";
import { MAX_CLOUD_COLUMNS, MAX_CLOUD_TEXT } from "../../types/cloud.ts";
import type { ByteSource, MakeTextDecoder, SplitRow } from "../../types/ports.ts";
import { answersFor, type ImportAnswers, type TextDelimiter } from "../../types/text-import.ts";
import { formSignature } from "../csv/signature.ts";
import { type StoredText, storedText } from "../csv/text-encodings.ts";
import { printable } from "../event-text.ts";
import { chosenColumns } from "./columns-chosen.ts";
import { headerWord, saysUtc } from "./header.ts";
import { tableDelimiter, tableHead } from "./table-head.ts";

const HEAD_BYTES = 65_536;

/** How a table is to be read, from its first lines and from what was said of it. */
export interface TableLayout {
  readonly stored: StoredText;
  readonly delimiter: TextDelimiter;
  readonly signature: string;
  readonly answers: ImportAnswers | null;
  readonly cloud: CloudAnswers | undefined;
  /** The header row by its number among those that are not empty, from 0. */
  readonly headerRow: number;
  readonly headers: readonly string[];
  /** Null while nobody has said what the columns are. */
  readonly shape: CloudShape | null;
  readonly columns: CloudColumns;
  /** The header says that times are UTC. */
  readonly isUtc: boolean;
}

export interface LayoutPorts {
  readonly makeDecoder: MakeTextDecoder;
  readonly splitRow: SplitRow;
  readonly answers: readonly ImportAnswers[];
  readonly name: string;
}

/** Looks at the beginning of a table; null for a text that is none. */
export function tableLayout(
  source: ByteSource,
  { makeDecoder, splitRow, answers: all, name }: LayoutPorts,
): TableLayout | null {
  const bytes = new Uint8Array(Math.min(HEAD_BYTES, source.size));
  const head = bytes.subarray(0, Math.max(0, source.read(0, bytes)));
  const read = (stored: StoredText): string =>
    makeDecoder(stored.name)
      .decode(head)
      .replace(/^\ufeff/u, "");
  let stored = storedText(head);
  let text = read(stored);
  const signature = signatureOf(text, splitRow);
  const answers = answersFor(all, name, signature);
  if (answers?.encoding !== undefined) {
    stored = storedText(head, answers.encoding);
    text = read(stored);
  }
  // An answer that fits nothing must not make a table unreadable.
  const found = (answers?.delimiter && tableHead(text, answers.delimiter)) || tableHead(text);
  const delimiter = found?.delimiter ?? answers?.delimiter ?? tableDelimiter(text);
  if (delimiter === null) return null;
  const headerRow = found?.row ?? 0;
  const headers = headerCells(text, headerRow, delimiter, splitRow);
  const chosen = chosenColumns(found, answers?.cloud, headers);
  const columns = chosen?.columns ?? {};
  const times = [columns.start, columns.end].filter((at) => at !== undefined);
  return {
    stored,
    delimiter,
    signature,
    answers,
    cloud: answers?.cloud,
    headerRow,
    headers,
    shape: chosen?.shape ?? null,
    columns,
    isUtc: times.length > 0 && times.every((at) => saysUtc(headers[at] ?? "")),
  };
}

/** The same for tables with the same header: nothing that a row tells is in it, so it can be kept. */
function signatureOf(text: string, splitRow: SplitRow): string {
  const found = tableHead(text);
  const delimiter = found?.delimiter ?? tableDelimiter(text);
  if (delimiter === null) return "";
  const words = headerCells(text, found?.row ?? 0, delimiter, splitRow).map(headerWord);
  return formSignature(`d365|${delimiter}|${words.join("|").slice(0, 2000)}`, "");
}

function headerCells(
  text: string,
  row: number,
  delimiter: TextDelimiter,
  splitRow: SplitRow,
): readonly string[] {
  const lines = text.split(/\r\n|\r|\n/u).filter((line) => line.trim() !== "");
  return splitRow((lines[row] ?? "").slice(0, 65_536), delimiter)
    .slice(0, MAX_CLOUD_COLUMNS)
    .map((cell) => printable(cell.trim()).slice(0, MAX_CLOUD_TEXT).toWellFormed());
}
