import type { ByteSource, MakeTextDecoder } from "../../types/ports.ts";
import type { EventNode } from "../event-tree.ts";
import type { TextEncoding } from "../text-encoding.ts";
import { EVENT_ELEMENT, EventFinder, type SoughtElement } from "./event-finder.ts";
import { EventParser } from "./event-parser.ts";
import { decoderName, UnitWindow } from "./unit-window.ts";
import { encodingOf, parseChecked } from "./xml-reader.ts";

/**
 * Reads one record by the offset a view or full event gave for it. `null` when no readable event begins at that place.
 */
export function readXmlRecordAt(
  source: ByteSource,
  offset: number,
  makeDecoder: MakeTextDecoder,
): EventNode | null {
  const encoding = encodingOf(source);
  const bytes = elementBytesAt(source, offset, encoding, EVENT_ELEMENT);
  if (bytes === null) return null;
  const parsed = parseChecked(new EventParser(), makeDecoder(decoderName(encoding)).decode(bytes));
  return typeof parsed === "string" ? null : parsed;
}

/** The bytes of the element that begins at an offset, in the byte order of the machine; null where no whole one does. */
export function elementBytesAt(
  source: ByteSource,
  offset: number,
  encoding: TextEncoding,
  sought: SoughtElement,
): Uint8Array | null {
  if (!Number.isSafeInteger(offset) || offset < 0 || offset % encoding.unit !== 0) return null;
  const start = offset / encoding.unit;
  const window = new UnitWindow(source, encoding, offset);
  let found: Uint8Array | null = null;
  let done = false;
  const finder = new EventFinder(
    {
      event: (from, to) => {
        if (!done && from === start) found = window.bytes(from, to).slice();
        done = true;
      },
      // Any damage from here on means that the element asked for is not whole.
      damage: () => {
        done = true;
      },
    },
    start,
    sought,
  );
  while (!done && window.advance(finder.keepFrom)) finder.scan(window.units, window.base, false);
  if (!done) finder.scan(window.units, window.base, true);
  return found;
}
