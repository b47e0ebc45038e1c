import { join } from "node:path";
import type { HostStore } from "../host/live-collector.ts";
import { fileName } from "./collector-names.ts";
import { takeFile } from "./take-file.ts";

/** Puts the logs of other computers into one folder, each run anew; nothing that stands there is replaced. */
export function folderStore(
  folder: string,
  way: string,
  onTaken: (path: string) => Promise<void>,
): HostStore {
  return {
    folder: way,
    mark: () => null,
    async take(log) {
      const path = join(folder, fileName(log.computer, log.channel, log.began, "xml"));
      await takeFile(log.path, path);
      await onTaken(path);
    },
    looked: async () => {},
    missed: async () => {},
  };
}
