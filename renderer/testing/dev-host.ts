import type { RendererHost } from "../host/renderer-host.ts";
import { createMemoryHost } from "./memory-host.ts";
import { type SampleName, sampleCase } from "./sample-case.ts";

/**
 * A host for `?memory=normal` (and one, empty, single, crowded, lanes, odd) in development builds, null without that
 * parameter. `&ms=8000` makes opening slow, `&fail` makes it fail.
 */
export function devHost(query: URLSearchParams): RendererHost | null {
  const name = query.get("memory");
  if (name === null) return null;
  return createMemoryHost({
    data: () => sampleCase(name as SampleName),
    openMs: Number(query.get("ms") ?? 0),
    ...(query.has("fail")
      ? { fail: { type: "failed", error: { code: "noLog", params: { name: "notes.evtx" } } } as const }
      : {}),
  });
}
