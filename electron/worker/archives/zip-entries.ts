import { type Entry, getFileNameLowLevel, openPromise, type ZipFile } from "yauzl";
import { isDocumentName } from "./archive-kind.ts";
import { failureOf, type PackedEntries, type PackedEntry } from "./packed-entry.ts";

/** An archive by its list of contents, which stands at its end. */
export interface ZipContents {
  readonly entries: PackedEntries;
  /** More entries than the limit, or a list that breaks off. */
  readonly cut: "archiveLimit" | "archiveDamaged" | null;
  /** A file of an Office program, which is no archive to anybody but programmers. */
  readonly isDocument: boolean;
  close(): void;
}

/** Opens a zip archive; null when its list of contents is missing or damaged from the start. */
export async function openZip(path: string, maxEntries: number): Promise<ZipContents | null> {
  let zip: ZipFile;
  try {
    // Names are decoded here, because the library refuses an archive for one bad name.
    zip = await openPromise(path, { autoClose: false, decodeStrings: false });
  } catch {
    return null;
  }
  // A stream that fails after nobody listens to it any more must not end the worker.
  zip.on("error", () => {});
  const found: Entry[] = [];
  let cut: ZipContents["cut"] = null;
  try {
    for await (const entry of zip.eachEntry()) {
      if (found.length >= maxEntries) {
        cut = "archiveLimit";
        break;
      }
      found.push(entry);
    }
  } catch {
    cut = "archiveDamaged";
  }
  if (cut === "archiveDamaged" && found.length === 0) {
    zip.close();
    return null;
  }
  const named = found.map((entry) => ({ entry, name: nameOf(entry) }));
  return {
    cut,
    isDocument: named.some(({ name }) => isDocumentName(name)),
    entries: entriesOf(zip, named),
    close: () => zip.close(),
  };
}

async function* entriesOf(
  zip: ZipFile,
  named: readonly { readonly entry: Entry; readonly name: string }[],
): AsyncGenerator<PackedEntry> {
  for (const { entry, name } of named) {
    if (name.endsWith("/")) continue;
    yield {
      name,
      failure: failureOf(entry.generalPurposeBitFlag, entry.compressionMethod),
      at: entry.relativeOffsetOfLocalHeader,
      crc: entry.crc32,
      open: () => zip.openReadStreamPromise(entry),
    };
  }
}

function nameOf(entry: Entry): string {
  return getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false);
}
