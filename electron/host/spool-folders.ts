import {
  type FolderPurpose,
  makePrivateFolder,
  privateFolderName,
  removePrivateFolder,
} from "./private-folder.ts";

/** The private folders of one host: those of a case go with it, the others with the program, however it ends. */
export interface SpoolFolders {
  /** A path for a folder that a worker makes when it meets an archive. */
  name(purpose: FolderPurpose): string;
  make(purpose: FolderPurpose): string;
  remove(folder: string): void;
  removeAll(): void;
}

export function createSpoolFolders(parent?: string): SpoolFolders {
  const known = new Set<string>();
  const removeAll = (): void => {
    for (const folder of known) removePrivateFolder(folder);
    known.clear();
    process.removeListener("exit", removeAll);
  };
  const note = (folder: string): string => {
    if (known.size === 0) process.on("exit", removeAll);
    known.add(folder);
    return folder;
  };
  return {
    name: (purpose) => note(privateFolderName(purpose, parent)),
    make: (purpose) => note(makePrivateFolder(purpose, parent)),
    remove(folder) {
      if (!known.delete(folder)) return;
      removePrivateFolder(folder);
      if (known.size === 0) process.removeListener("exit", removeAll);
    },
    removeAll,
  };
}
