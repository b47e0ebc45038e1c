import { appError, HostError } from "../../shared/contract/errors.ts";
import { isFileRef } from "../../shared/contract/guard-basics.ts";
import type { PageLink } from "../../shared/contract/page-link.ts";
import { createHostClient } from "../../shared/contract/rpc-page.ts";
import type { Wire } from "../../shared/contract/wire.ts";
import { ConnectionState } from "./connection-state.ts";
import type { RendererHost } from "./renderer-host.ts";

/** The host in Electron's main process. Files stay where they are: the preload script passes on their paths. */
export function createPortHost(wire: Wire, link: PageLink<File>): RendererHost {
  const state = new ConnectionState();
  // Without its main process a window has nothing to come back to.
  const client = createHostClient(wire, { onLost: () => state.set("refused") });
  return {
    ...client,
    async adopt(files, onProgress) {
      const total = files.reduce((sum, file) => sum + file.size, 0);
      const result = await link.adopt(files).catch(() => null);
      if (result === null) throw new HostError(appError("hostLost"));
      if (!result.ok) throw new HostError(result.error);
      if (!result.value.every(isFileRef)) throw new HostError(appError("badMessage", { reason: "adopt" }));
      onProgress?.(total, total);
      return result.value;
    },
    watchConnection: state.watch,
    // Main closes what belongs to the old page.
    willReload: () => undefined,
  };
}
