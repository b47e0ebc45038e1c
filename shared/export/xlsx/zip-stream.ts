import { strToU8, Zip, ZipDeflate } from "fflate";

/** All parts bear the first moment a zip archive can tell, so that the same input gives the same bytes. */
const NO_TIME = new Date(1980, 0, 1);
/** Repeated XML packs well at any level; the lowest is by far the fastest. */
const LEVEL = 1;
const PIECE_CHARS = 65_536;

/** A zip archive that is made piece by piece: what is ready is taken out with `take`. */
export class ZipStream {
  readonly #zip: Zip;
  #part: ZipDeflate | null = null;
  #ready: Uint8Array[] = [];
  #text = "";
  /** Bytes of the archive so far. */
  bytes = 0;
  /** Bytes of the open part before packing. */
  partBytes = 0;

  constructor() {
    this.#zip = new Zip((failure, data) => {
      if (failure !== null) throw failure;
      this.#ready.push(data);
      this.bytes += data.length;
    });
  }

  /** Begins a part; the one before is closed. */
  open(name: string): void {
    this.#close();
    const part = new ZipDeflate(name, { level: LEVEL });
    part.mtime = NO_TIME;
    this.#zip.add(part);
    this.#part = part;
    this.partBytes = 0;
  }

  write(text: string): void {
    this.#text += text;
    if (this.#text.length >= PIECE_CHARS) this.#push(false);
  }

  end(): void {
    this.#close();
    this.#zip.end();
  }

  /** The bytes that are ready. */
  take(): readonly Uint8Array[] {
    const ready = this.#ready;
    if (ready.length > 0) this.#ready = [];
    return ready;
  }

  #push(isLast: boolean): void {
    const bytes = strToU8(this.#text);
    this.#text = "";
    this.partBytes += bytes.length;
    this.#part?.push(bytes, isLast);
  }

  #close(): void {
    if (this.#part === null) return;
    this.#push(true);
    this.#part = null;
  }
}
