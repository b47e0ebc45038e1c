import type { ByteSource, MakeTextDecoder } from "../../types/ports.ts";
import type { EventNode } from "../event-tree.ts";
import { EventFinder } from "./event-finder.ts";
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
  if (!Number.isSafeInteger(offset) || offset < 0 || offset % encoding.unit !== 0) return null;
  const start = offset / encoding.unit;
  const window = new UnitWindow(source, encoding, offset);
  let event: EventNode | null = null;
  let done = false;
  const finder = new EventFinder(
    {
      event: (from, to) => {
        if (done) return;
        done = true;
        if (from !== start) return;
        const text = makeDecoder(decoderName(encoding)).decode(window.bytes(from, to));
        const parsed = parseChecked(new EventParser(), text);
        if (typeof parsed !== "string") event = parsed;
      },
      // Any damage from here on means that the event asked for is not whole.
      damage: () => {
        done = true;
      },
    },
    start,
  );
  while (!done && window.advance(finder.keepFrom)) finder.scan(window.units, window.base, false);
  if (!done) finder.scan(window.units, window.base, true);
  return event;
}
