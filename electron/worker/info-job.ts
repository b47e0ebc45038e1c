import type { InputFile, ReadOutcome } from "../../shared/contract/worker-job.ts";
import { Extractor } from "../../shared/engine/extract/extractor.ts";
import { StringTable } from "../../shared/types/string-table.ts";
import type { JobContext } from "./job-context.ts";
import { readInputs } from "./read-inputs.ts";

/** Tells what each input is: format, hash, records, span, computers, damage. Duplicates between inputs need pairing. */
export function readInfo(files: readonly InputFile[], context: JobContext): ReadOutcome {
  const strings = new StringTable();
  const extractor = new Extractor(strings);
  const { sources, cancelled } = readInputs(
    {
      files,
      strings,
      cancel: context.cancel,
      send: (progress) => context.post({ type: "progress", progress }),
    },
    {
      read(reader, source) {
        extractor.startSource(source);
        reader.extract(extractor);
        const { used, logons, failures, lost } = extractor.endSource();
        // The rows themselves are of no use here.
        extractor.finish();
        return { used, logons: logons + failures, lost };
      },
      used: () => extractor.length,
    },
  );
  return { sources, cancelled };
}
