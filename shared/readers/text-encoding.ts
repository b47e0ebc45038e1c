/** How the text of an input is stored. */
export interface TextEncoding {
  readonly name: "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";
  /** Bytes of one code unit. */
  readonly unit: 1 | 2;
  /** Length of the byte order mark in bytes. */
  readonly mark: 0 | 2 | 3;
}

/** Bytes looked at: more than any XML declaration, few enough for a glance. */
export const ENCODING_HEAD = 512;

const SINGLE_BYTE = /encoding\s*=\s*["'](?:windows-125\d|iso-8859-\d{1,2}|ibm\d+|cp\d+)["']/i;

/**
 * Encoding by the first bytes: a byte order mark, else zero bytes at every second place (UTF-16 of mostly ASCII), else
 * UTF-8. What an XML declaration says counts only for single-byte encodings, which nothing else can tell: a file
 * converted later keeps its old declaration.
 */
export function guessEncoding(head: Uint8Array): TextEncoding {
  if (head[0] === 0xff && head[1] === 0xfe) return { name: "utf-16le", unit: 2, mark: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { name: "utf-16be", unit: 2, mark: 2 };
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { name: "utf-8", unit: 1, mark: 3 };
  const length = Math.min(head.length & ~1, ENCODING_HEAD);
  let even = 0;
  let odd = 0;
  for (let i = 0; i < length; i += 2) {
    if (head[i] === 0) even++;
    if (head[i + 1] === 0) odd++;
  }
  // Four fifths: a text in another script still has the markup in ASCII at its start.
  const most = (length / 2) * 0.8;
  if (length >= 2 && odd >= most && even * 5 < odd) return { name: "utf-16le", unit: 2, mark: 0 };
  if (length >= 2 && even >= most && odd * 5 < even) return { name: "utf-16be", unit: 2, mark: 0 };
  const declared = SINGLE_BYTE.test(
    asciiText(head.subarray(0, ENCODING_HEAD), { name: "utf-8", unit: 1, mark: 0 }),
  );
  return { name: declared ? "windows-1252" : "utf-8", unit: 1, mark: 0 };
}

/**
 * The text of bytes as far as it is ASCII; every other character is one U+FFFD per byte or unit. Enough to look at
 * markup without a decoder.
 */
export function asciiText(bytes: Uint8Array, encoding: TextEncoding): string {
  const { unit, mark, name } = encoding;
  const low = name === "utf-16be" ? 1 : 0;
  const parts: string[] = [];
  const codes: number[] = [];
  for (let i = mark; i + unit <= bytes.length; i += unit) {
    const other = unit === 2 ? bytes[i + 1 - low]! : 0;
    const code = bytes[i + (unit === 2 ? low : 0)]!;
    codes.push(other === 0 && code < 0x80 ? code : 0xfffd);
    // String.fromCharCode takes its characters as arguments, of which there is room for some ten thousand.
    if (codes.length === 4096) parts.push(String.fromCharCode(...codes.splice(0)));
  }
  parts.push(String.fromCharCode(...codes));
  return parts.join("");
}
