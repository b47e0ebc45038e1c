import type { ByteSource, CancelToken, SplitRow, TextDecoderPort } from "../../types/ports.ts";
import type { TextDelimiter } from "../../types/text-import.ts";
import { endsWhole, rowEnd } from "../csv/row-finder.ts";
import type { StoredText } from "../csv/text-encodings.ts";
import type { DamageLog } from "../damage-log.ts";
import { UnitWindow } from "../xml/unit-window.ts";
import { MAX_ROW_UNITS } from "./limits.ts";

export interface TableRow {
  /** From 1, empty rows counted. */
  readonly number: number;
  /** Byte position. */
  readonly offset: number;
  readonly cells: readonly string[];
}

export interface RowPorts {
  readonly splitRow: SplitRow;
  readonly cancel: CancelToken;
  readonly onProgress?: ((bytesDone: number) => void) | undefined;
  readonly onBytes?: ((bytes: Uint8Array, position: number) => void) | undefined;
}

const LF = 10;

/**
 * The rows of a delimited text, one after another; quoted cells may hold line ends. A row whose quotes make no sense is
 * counted and costs itself: the next line is a row again. Ends early when cancelled.
 */
export function* tableRows(
  source: ByteSource,
  { units: encoding }: StoredText,
  decoder: TextDecoderPort,
  delimiter: TextDelimiter,
  damage: DamageLog,
  ports: RowPorts,
): Generator<TableRow> {
  const { cancel, onBytes, onProgress, splitRow } = ports;
  const window = new UnitWindow(source, encoding);
  let at = encoding.mark / encoding.unit;
  let number = 0;
  /** Inside a line that is given up; it ends at the next line end. */
  let isLost = false;
  for (let more = true; more && !cancel.cancelled; ) {
    more = window.advance(at, onBytes);
    onProgress?.(window.position);
    const { units, base } = window;
    const last = base + units.length;
    while (at < last) {
      if (isLost) {
        const end = units.indexOf(LF, at - base);
        isLost = end < 0;
        at = isLost ? last : base + end + 1;
        continue;
      }
      const found = rowEnd(units, at - base, delimiter);
      if (typeof found === "object") {
        number++;
        yield rowOf(at, base + found.end);
        at = base + found.next;
        continue;
      }
      if (found === "open" && last - at < MAX_ROW_UNITS) {
        if (more) break;
        if (endsWhole(units, at - base, delimiter)) {
          number++;
          yield rowOf(at, last);
          at = last;
          break;
        }
      }
      number++;
      const isLong = found === "open" && last - at >= MAX_ROW_UNITS;
      damage.add(isLong ? "limit" : found === "open" ? "truncated" : "lineBad", at * encoding.unit);
      // A quote that is never closed takes the rest of the text with it, unless it costs its line alone.
      isLost = true;
    }
  }

  function rowOf(from: number, to: number): TableRow {
    const text = decoder.decode(window.bytes(from, to));
    const cells = text.includes('"') ? splitRow(text, delimiter) : text.split(delimiter);
    return { number, offset: from * encoding.unit, cells };
  }
}
