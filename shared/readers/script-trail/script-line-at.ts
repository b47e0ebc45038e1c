import type { ByteSource, MakeTextDecoder } from "../../types/ports.ts";
import type { EventNode } from "../event-tree.ts";
import { bytesAt } from "./bytes-at.ts";
import { MAX_LINE_BYTES } from "./limits.ts";
import { parseLine } from "./line-form.ts";
import { lineTree } from "./line-tree.ts";
import { scriptText } from "./script-text.ts";

const HEAD_BYTES = 65_536;

/** The line that begins at a byte offset, read again; null where none does. */
export function scriptLineAt(
  source: ByteSource,
  offset: number,
  makeDecoder: MakeTextDecoder,
): EventNode | null {
  if (offset < 0 || offset >= source.size) return null;
  const stored = scriptText(bytesAt(source, 0, HEAD_BYTES));
  const text = makeDecoder(stored.name).decode(bytesAt(source, offset, MAX_LINE_BYTES));
  if (offset > stored.units.mark && !endsLine(bytesAt(source, offset - 2, 2))) return null;
  const [first = ""] = text.split(/\r?\n/, 1);
  const line = parseLine(first);
  return line === null ? null : lineTree(line, first);
}

/** Whether a line feed stands right before a place, in an encoding of one or two bytes. */
function endsLine([first, second]: Uint8Array): boolean {
  return second === 10 || first === 10;
}
