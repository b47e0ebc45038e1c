import type { TextEncodingName } from "../../types/text-import.ts";
import { guessEncoding, type TextEncoding } from "../text-encoding.ts";

/** How a text is stored, and whether its bytes say so. */
export interface StoredText {
  readonly name: TextEncodingName;
  /** As a window over units needs it; the name is only that of the width and byte order. */
  readonly units: TextEncoding;
  readonly isSure: boolean;
}

/**
 * The encoding of a text. Two-byte encodings and a byte order mark show themselves; bytes beyond ASCII that form UTF-8
 * are UTF-8, because other text hardly ever does so by chance. Anything else is some Windows code page, of which the
 * bytes cannot tell which.
 */
export function storedText(head: Uint8Array, forced?: TextEncodingName): StoredText {
  const guess = guessEncoding(head);
  if (forced === "utf-16le" || forced === "utf-16be") {
    const mark = guess.name === forced ? guess.mark : 0;
    return { name: forced, units: { name: forced, unit: 2, mark }, isSure: true };
  }
  if (forced !== undefined) {
    const mark = guess.mark === 3 ? 3 : 0;
    return { name: forced, units: { name: "utf-8", unit: 1, mark }, isSure: true };
  }
  if (guess.unit === 2) return { name: guess.name, units: guess, isSure: true };
  const units = { name: "utf-8", unit: 1, mark: guess.mark } as const;
  if (guess.mark === 3 || isUtf8(head)) return { name: "utf-8", units, isSure: true };
  return { name: "windows-1252", units, isSure: false };
}

/** Whether bytes are UTF-8 as far as they go; a character cut off by the end does not count. */
export function isUtf8(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at]!;
    const more =
      byte < 0x80
        ? 0
        : byte >= 0xc2 && byte < 0xe0
          ? 1
          : (byte & 0xf0) === 0xe0
            ? 2
            : byte >= 0xf0 && byte < 0xf5
              ? 3
              : -1;
    if (more < 0) return false;
    for (let i = 1; i <= more; i++) {
      if (at + i >= bytes.length) return true;
      if ((bytes[at + i]! & 0xc0) !== 0x80) return false;
    }
    at += more + 1;
  }
  return true;
}
