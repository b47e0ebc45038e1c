import type { TextEncodingName } from "../../types/text-import.ts";
import { type StoredText, storedText } from "../csv/text-encodings.ts";

/**
 * How the lines of a script are stored. `echo` of cmd writes in the code page of the console, not in that of Windows;
 * where the bytes do not tell, it is taken to be that of Western Europe, whose letters stand where that of the United
 * States (437) has them as well.
 */
export function scriptText(head: Uint8Array, forced?: TextEncodingName): StoredText {
  const stored = storedText(head, forced);
  return stored.isSure ? stored : { ...stored, name: "ibm850" };
}
