import { type AppErrorCode, appError } from "../../shared/contract/errors.ts";
import { decodeFrame, encodeFrame } from "../../shared/contract/frames.ts";
import type { JobEvent } from "../../shared/contract/job.ts";
import { sketchSource } from "../../shared/testing/case-builder.ts";
import type { CaseData } from "../../shared/types/case.ts";
import type { RendererHost } from "../host/renderer-host.ts";
import { changedCase } from "./changed-case.ts";
import { domainCase } from "./domain-case.ts";
import { createMemoryHost } from "./memory-host.ts";
import { type SampleName, sampleCase } from "./sample-case.ts";

/**
 * A host for `?memory=normal` (and one, empty, single, crowded, lanes, odd, domain) in development builds, null without that
 * parameter. `&ms=8000` makes opening slow, `&fail` makes it fail, `&fail=busy` as a log that Windows keeps to itself.
 * `&later=changed` gives a case with differences from the second opening on, to compare with; `&later` the same again.
 * `&native` plays a window of its own, which can show what it saved.
 * `&live=8000` plays a Windows whose log takes so long to save, `&live=0&collect=collectRefused` one that refuses.
 */
export function devHost(query: URLSearchParams): RendererHost | null {
  const name = query.get("memory");
  if (name === null) return null;
  return createMemoryHost({
    data: () => overTheWire(name === "domain" ? domainCase() : sampleCase(name as SampleName)),
    ...(query.has("later")
      ? { later: () => overTheWire(laterCase(query.get("later"), sampleCase(name as SampleName))) }
      : {}),
    openMs: Number(query.get("ms") ?? 0),
    ...(query.has("fail") ? { fail: failure(query.get("fail") === "busy") } : {}),
    ...(query.has("native")
      ? { capabilities: { showSaved: true }, versions: { electron: "45.4.1", chromium: "150.0.7871.46" } }
      : {}),
    ...(query.has("live")
      ? {
          platform: "windows",
          capabilities: { liveLog: true },
          live: {
            ms: Number(query.get("live")),
            ...(query.has("collect")
              ? { fail: appError(query.get("collect") as AppErrorCode, { exit: 5 }) }
              : {}),
          },
        }
      : {}),
  });
}

/** What is compared with: the same again, or (`&later=changed`) with differences. */
function laterCase(how: string | null, data: CaseData): CaseData {
  return how === "changed" ? changedCase(data) : data;
}

/** As a real host hands a case over: its columns lie in one buffer, and equal ones are one. */
function overTheWire(data: CaseData): CaseData {
  return decodeFrame(encodeFrame(data)) as CaseData;
}

function failure(busy: boolean): JobEvent & { readonly type: "failed" } {
  const error = appError("noLog", { name: "Security.evtx" });
  const source = sketchSource({ path: "Security.evtx" });
  return { type: "failed", error, sources: busy ? [{ ...source, failure: "busy" }] : [] };
}
