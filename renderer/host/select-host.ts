import { appError, HostError } from "../../shared/contract/errors.ts";
import { PAGE_GLOBAL, type PageLink } from "../../shared/contract/page-link.ts";
import { createHttpHost } from "./http-host.ts";
import { keepPageId, takePageId } from "./http-page-id.ts";
import { takeToken } from "./http-token.ts";
import { createPortHost } from "./port-host.ts";
import { openPortWire } from "./port-wire.ts";
import type { RendererHost } from "./renderer-host.ts";

/**
 * Finds the program behind this page; the only place that asks what kind it is. Rejects with `HostError`: `hostLost`
 * when the program behind it does not answer, `notAllowed` (reason `token`) when the page was opened without an
 * address that a running browser host lets in.
 */
export async function selectHost(place: Window): Promise<RendererHost> {
  const link = (place as { readonly [PAGE_GLOBAL]?: PageLink<File> })[PAGE_GLOBAL];
  if (link !== undefined) {
    const wire = await openPortWire(place, crypto.randomUUID()).catch(() => {
      throw new HostError(appError("hostLost"));
    });
    return createPortHost(wire, link);
  }
  const token = await takeToken(place).catch(() => {
    throw new HostError(appError("hostLost"));
  });
  if (token === null) throw new HostError(appError("notAllowed", { reason: "token" }));
  const { sessionStorage } = place;
  return createHttpHost({
    page: { origin: place.location.origin, token, id: takePageId(sessionStorage) },
    keepId: (id) => keepPageId(sessionStorage, id),
  });
}

/** Whether the page stands in a browser, with its own buttons, and not in a window of the program. */
export function isInBrowser(place: Window): boolean {
  return !(PAGE_GLOBAL in place);
}
