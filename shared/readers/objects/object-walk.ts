import type { DamageCode } from "../../types/names.ts";
import type { ByteSource, CancelToken, MakeTextDecoder } from "../../types/ports.ts";
import type { StoredText } from "../csv/text-encodings.ts";
import { EventFinder } from "../xml/event-finder.ts";
import { EventParser } from "../xml/event-parser.ts";
import { decoderName, UnitWindow } from "../xml/unit-window.ts";
import {
  OBJECT_ELEMENTS,
  type ObjectProperties,
  type ObjectShape,
  objectProperties,
} from "./object-properties.ts";
import { isEventObject } from "./object-record.ts";

export interface ObjectFile {
  readonly source: ByteSource;
  readonly shape: ObjectShape;
  readonly stored: StoredText;
}

export interface WalkOptions {
  readonly makeDecoder: MakeTextDecoder;
  readonly cancel: CancelToken;
  readonly onProgress?: ((bytesDone: number) => void) | undefined;
  readonly onBytes?: ((bytes: Uint8Array, position: number) => void) | undefined;
}

export interface ObjectVisitor {
  event(members: ObjectProperties, offset: number): void;
  /** `recordBad` for an object that is no event. */
  damage(code: DamageCode, offset: number): void;
}

/** Goes through the objects of a file, one in memory at a time. Returns false when it was cancelled. */
export function walkObjects(file: ObjectFile, options: WalkOptions, visitor: ObjectVisitor): boolean {
  const { units } = file.stored;
  const window = new UnitWindow(file.source, units);
  const read = objectTexts(file, options.makeDecoder);
  const finder = new EventFinder(
    {
      event: (start, end) => {
        const members = read(window.bytes(start, end));
        const offset = start * units.unit;
        if (typeof members === "string") visitor.damage(members, offset);
        else visitor.event(members, offset);
      },
      damage: (code, at) => visitor.damage(code, at * units.unit),
    },
    0,
    OBJECT_ELEMENTS[file.shape],
  );
  for (let more = true; more; ) {
    if (options.cancel.cancelled) return false;
    more = window.advance(finder.keepFrom, options.onBytes);
    finder.scan(window.units, window.base, !more);
    options.onProgress?.(window.position);
  }
  return true;
}

/** Makes what turns the bytes of one object, in the byte order of the machine, into its members. */
export function objectTexts(
  { stored, shape }: Omit<ObjectFile, "source">,
  makeDecoder: MakeTextDecoder,
): (bytes: Uint8Array) => ObjectProperties | DamageCode {
  const parser = new EventParser();
  const decoder = makeDecoder(decoderName({ name: stored.name, unit: stored.units.unit }));
  return (bytes) => {
    const members = objectProperties(parser, decoder.decode(bytes), shape);
    return typeof members === "string" || isEventObject(members) ? members : "recordBad";
  };
}
