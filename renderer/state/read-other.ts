import type { ImportAnswers } from "../../shared/types/text-import.ts";
import type { CaseId } from "../../shared/types/units.ts";
import type { RendererHost } from "../host/renderer-host.ts";
import type { ReadOther } from "./compare-desk.ts";

/** Reads the other side of a comparison as a case of the host, which is closed again as soon as it is here. */
export function readOther(host: RendererHost, answers: () => readonly ImportAnswers[]): ReadOther {
  return (files, on) => {
    let caseId: CaseId | null = null;
    const close = (): void => {
      if (caseId !== null) void host.closeCase(caseId).catch(() => undefined);
      caseId = null;
    };
    return host.openCase(
      files.map(({ token }) => token),
      (event) => {
        switch (event.type) {
          case "started":
            caseId = event.caseId;
            return;
          case "progress":
            return on.progress(event.progress);
          case "partial":
            // Only what is read to its end is compared.
            return;
          case "done":
            close();
            return on.done(event.data);
          case "cancelled":
            close();
            return on.cancelled();
          case "failed":
            close();
            return on.failed(event.error, event.sources ?? []);
        }
      },
      { answers: answers() },
    );
  };
}
