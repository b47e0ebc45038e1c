import { assessCoverage } from "../../shared/engine/coverage/assess.ts";
import { coverageCsv, coverageJsonLines } from "../../shared/export/coverage-answers.ts";
import { coverageHtml } from "../../shared/export/coverage-html.ts";
import { type CoverageExport, coverageJson } from "../../shared/export/coverage-record.ts";
import type { CaseData } from "../../shared/types/case.ts";
import { zoneByName } from "../data/clock.ts";
import { caseCoverage } from "../data/coverage-answers.ts";
import { choiceOf } from "../data/role-choice.ts";
import { T } from "../data/texts.ts";
import { type App, zoneOf } from "./app.ts";
import { exportName } from "./export-commands.ts";
import { saveAs } from "./saving.ts";

export const COVERAGE_FORMATS = ["html", "xlsx", "csv", "json", "jsonl", "parquet"] as const;
export type CoverageFormat = (typeof COVERAGE_FORMATS)[number];

/** Saves what the logs can answer, as the command line writes it, for the range on screen. */
export async function saveCoverage(app: App, format: CoverageFormat): Promise<void> {
  const { data } = app.dataset.get();
  if (data === null) return;
  const name = exportName(app, data, "coverage", format);
  const answer = coverageAnswer(app, data);
  await saveAs(
    app,
    name,
    () => {
      switch (format) {
        case "html":
          return coverageHtml(answer);
        case "json":
          return coverageJson(answer);
        case "csv":
          return coverageCsv(answer, { bom: true });
        case "jsonl":
          return coverageJsonLines(answer);
        case "parquet":
          return import("../../shared/export/parquet/coverage-parquet.ts").then(({ coverageParquet }) =>
            coverageParquet(answer),
          );
        case "xlsx":
          return import("../../shared/export/xlsx/coverage-xlsx.ts").then(({ coverageXlsx }) =>
            coverageXlsx(answer),
          );
      }
    },
    T.saved.computers(answer.coverage.computers.length, name),
  );
}

/** What the logs can answer for the range on screen. */
export function coverageAnswer(app: App, data: CaseData): CoverageExport {
  const { window, roles } = app.view.get();
  const all = { from: Number.NaN, to: Number.NaN };
  const isPlain = window === null && Object.keys(roles).length === 0;
  const coverage = isPlain ? caseCoverage(data) : assessCoverage(data, window ?? all, choiceOf(roles));
  return { data, coverage, zone: zoneByName(zoneOf(app)) };
}
