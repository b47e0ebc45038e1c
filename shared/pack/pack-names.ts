/*
 * What stands in an evidence pack, and how far it may go. A pack comes from anywhere: whoever reads one holds it
 * against these bounds before anything in it is believed.
 */
export const PACK_SCHEMA = "logonscope.pack/1";
/** Content of the first file, stored as it is: tells what a pack is from its first bytes, whatever its name. */
export const PACK_TYPE = "application/vnd.logonscope.pack+zip";
/** Begins the comment at the end of the zip file; 64 hex digits follow, the SHA-256 of all bytes before them. */
export const SEAL_PREFIX = `${PACK_SCHEMA} sha256:`;

export const TYPE_FILE = "mimetype";
export const README_FILE = "README.txt";
export const MANIFEST_FILE = "manifest.json";
/** Hashes in the form that `sha256sum -c` checks. */
export const SUMS_FILE = "SHA256SUMS";
export const CASE_FILE = "case/case.json";
export const COLUMNS_FILE = "case/columns.bin";

/** How two files of a pack begin; a folder in which one of them does holds a pack, whether it is as it was made or not. */
export const FOLDER_SIGNS: readonly { readonly file: string; readonly begins: string }[] = [
  { file: TYPE_FILE, begins: PACK_TYPE },
  { file: MANIFEST_FILE, begins: '{\n  "schema": "logonscope.pack/' },
];

const MB = 1024 * 1024;

export const PACK_LIMITS = {
  files: 200,
  manifestBytes: 64 * MB,
  sumsBytes: MB,
  /** The case without its columns, which is parsed as one text. */
  caseBytes: 384 * MB,
  /** As much as can be handed to a page. */
  columnBytes: 2047 * MB,
  /** Any other file. */
  fileBytes: 64 * 1024 * MB,
  allBytes: 128 * 1024 * MB,
} as const;

const NAME = /^[A-Za-z0-9][A-Za-z0-9-]{0,60}(?:\.[a-z0-9]{1,8})?$/;

/** Names in a pack: at most one folder deep, plain letters, nothing that a path could be made of. */
export function isPackName(name: string): boolean {
  const parts = name.split("/");
  return parts.length <= 2 && parts.every((part) => NAME.test(part));
}

/** The most that a file of this name may hold. */
export function mostBytesOf(name: string): number {
  switch (name) {
    case MANIFEST_FILE:
      return PACK_LIMITS.manifestBytes;
    case SUMS_FILE:
    case TYPE_FILE:
    case README_FILE:
      return PACK_LIMITS.sumsBytes;
    case CASE_FILE:
      return PACK_LIMITS.caseBytes;
    case COLUMNS_FILE:
      return PACK_LIMITS.columnBytes;
    default:
      return PACK_LIMITS.fileBytes;
  }
}
