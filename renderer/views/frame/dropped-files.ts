/** More files than this in a dropped folder are no evidence folder; the rest is left out. */
const MOST_FILES = 2000;
const DEEPEST = 8;
/** Of a folder only what logs, their exports and archives are called; what is dropped by itself is always taken. */
const LOG = /\.(evtx|evt|xml|clixml|csv|txt|inf|zip)$/i;

/**
 * Files of a drop, folders replaced by the logs in them, in the order of their names. A page cannot hand a folder to
 * a host that does not see this machine's disk. Must be called while the drop is handled: later its items are gone.
 */
export function droppedFiles(transfer: DataTransfer): Promise<readonly File[]> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.() ?? null);
  const plain = [...transfer.files];
  if (!entries.some((entry) => entry?.isDirectory === true)) return Promise.resolve(plain);
  return collect(entries.filter((entry) => entry !== null));
}

async function collect(entries: readonly FileSystemEntry[]): Promise<readonly File[]> {
  const found: File[] = [];
  const walk = async (entry: FileSystemEntry, depth: number): Promise<void> => {
    if (found.length >= MOST_FILES || depth > DEEPEST) return;
    if (entry.isDirectory) {
      const inside = await children(entry as FileSystemDirectoryEntry);
      for (const child of inside) await walk(child, depth + 1);
    } else if (depth === 0 || LOG.test(entry.name)) {
      found.push(
        await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject)),
      );
    }
  };
  for (const entry of entries) await walk(entry, 0);
  return found;
}

/** A folder tells its entries a hundred at a time, until it tells none. */
async function children(folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  while (all.length <= MOST_FILES) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) break;
    all.push(...some);
  }
  return all.sort((a, b) => (a.name < b.name ? -1 : 1));
}
