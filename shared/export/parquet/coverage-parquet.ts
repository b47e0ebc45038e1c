import { ANSWER_COLUMNS, coverageAnswers } from "../coverage-answers.ts";
import type { CoverageExport } from "../coverage-record.ts";
import { parquetBlocks } from "./parquet-blocks.ts";

/** What the logs can answer: the columns of the JSON Lines. */
export function coverageParquet(input: CoverageExport): Iterable<Uint8Array<ArrayBuffer>> {
  return parquetBlocks({
    columns: ANSWER_COLUMNS.map((name) => ({
      name,
      type: name === "from" || name === "to" ? "moment" : "text",
    })),
    items: coverageAnswers(input),
    record: (answer) => ({ ...answer }),
    extra: {},
    about: {
      "logonscope.schema": "logonscope.coverage.answers/1",
      "logonscope.engine": input.data.engine,
      "logonscope.zone": input.zone.name,
    },
  });
}
