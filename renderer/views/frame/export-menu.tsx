import { Download } from "lucide-react";
import { Menu } from "../../components/menu.tsx";
import type { MenuItem } from "../../components/menu-items.tsx";
import { clockOf, plainYearOf } from "../../data/clock.ts";
import { COMPARE_FORMATS } from "../../data/compare-job/compare-messages.ts";
import { rangeText } from "../../data/range-words.ts";
import { REPORT_FORMATS } from "../../data/report-job/report-messages.ts";
import { COMPARE_TEXTS } from "../../data/texts/compare.ts";
import { EXPORT } from "../../data/texts/export.ts";
import { PACK_TEXTS } from "../../data/texts/pack.ts";
import { T } from "../../data/texts.ts";
import { type App, useApp, useClock, zoneOf } from "../../state/app.ts";
import { saveComparison } from "../../state/compare-commands.ts";
import { COVERAGE_FORMATS, type CoverageFormat, saveCoverage } from "../../state/coverage-commands.ts";
import { EXPORT_FORMATS, type ExportFormat, exportRows } from "../../state/export-commands.ts";
import {
  exportList,
  exportSources,
  LIST_FORMATS,
  type ListFormat,
  SOURCE_FORMATS,
} from "../../state/list-export.ts";
import { savePack } from "../../state/pack-commands.ts";
import { saveChartPicture, saveReportPicture, saveTimelinePicture } from "../../state/picture-commands.ts";
import { printView } from "../../state/print-commands.ts";
import { exportRecords, SAVED_RECORD_FORMATS } from "../../state/record-export.ts";
import { saveReport } from "../../state/report-commands.ts";
import { useStore } from "../../state/store.ts";
import type { ViewName } from "../../state/view-state.ts";

const HINTS: Readonly<Record<ExportFormat, string>> = {
  csv: "CSV",
  csvAll: "CSV",
  xlsx: "XLSX",
  xlsxAll: "XLSX",
  html: "HTML",
  json: "JSON",
  jsonl: "JSON Lines",
  parquet: "Parquet",
};

const EXPORTS: readonly (readonly [format: ExportFormat, label: string, hint: string])[] = EXPORT_FORMATS.map(
  (format) => [format, EXPORT[format], HINTS[format]],
);

/** Saves what is on screen. */
export function ExportMenu() {
  const app = useApp();
  const view = useStore(app.view, (state) => state.view);
  const ready = useStore(app.job, (job) => job.phase !== "running");
  // What the entries say and which there are: of a report and of charts each picture is one.
  useClock();
  useStore(app.view, (state) => state.window);
  useStore(app.desk, ({ info }) => info?.capabilities.savePdf === true);
  useStore(app.charts, (charts) => charts);
  useStore(app.reports.state, (state) => state.made);
  useStore(app.compare.state, (state) => state.phase);
  return (
    <Menu
      className="btn primary export"
      title={ready ? titleOf(view) : T.exports.waits}
      disabled={!ready}
      label={
        <>
          <Download aria-hidden />
          <span className="wide-only">{T.exports.button}</span>
        </>
      }
      items={exportItems(app)}
    />
  );
}

/** What can be saved of the view on screen, and of the whole case. */
export function exportItems(app: App): readonly MenuItem[] {
  const { view, window } = app.view.get();
  const clock = clockOf(zoneOf(app), plainYearOf(app.dataset.get().data));
  const inRange = window === null ? "" : `, ${rangeText(clock, window)}`;
  const pdf = app.desk.get().info?.capabilities.savePdf === true;
  return [...itemsOf(app, view, inRange, pdf), ...packItems(app)];
}

function titleOf(view: ViewName): string {
  if (view === "coverage") return T.exports.coverage;
  if (view === "compare") return COMPARE_TEXTS.export.title;
  return view === "reports" ? T.exports.report : T.exports.title;
}

/** Pictures by themselves, where there are any. */
function picturesOf(items: readonly MenuItem[]): readonly MenuItem[] {
  return items.length === 0
    ? []
    : [{ type: "separator" }, { type: "note", label: EXPORT.pictures }, ...items];
}

/** Of the whole case, in every view. */
function packItems(app: App): readonly MenuItem[] {
  return [{ type: "separator" }, { label: PACK_TEXTS.save, hint: "ZIP", onSelect: () => void savePack(app) }];
}

function coverageLabel(format: CoverageFormat): string {
  switch (format) {
    case "html":
      return EXPORT.page;
    case "csv":
      return EXPORT.answers;
    case "xlsx":
      return EXPORT.xlsxAll;
    default:
      return EXPORT[format];
  }
}

function listLabel(format: ListFormat): string {
  switch (format) {
    case "csv":
      return EXPORT.list;
    case "xlsx":
      return EXPORT.listXlsx;
    case "html":
      return EXPORT.listHtml;
    default:
      return EXPORT[format];
  }
}

function itemsOf(app: App, view: ViewName, inRange: string, pdf: boolean): readonly MenuItem[] {
  const print: MenuItem = {
    label: pdf ? EXPORT.pdf : EXPORT.print,
    hint: pdf ? "PDF" : "",
    onSelect: () => void printView(app),
  };
  switch (view) {
    case "coverage":
      return [
        { type: "note", label: `${T.coverage.saves}${inRange}` },
        ...COVERAGE_FORMATS.map((format) => ({
          label: coverageLabel(format),
          hint: HINTS[format],
          onSelect: () => void saveCoverage(app, format),
        })),
        print,
      ];
    case "reports":
      return [
        { type: "note", label: T.reports.saveTitle },
        ...REPORT_FORMATS.map((format) => ({
          label: T.reports.formats[format][0],
          hint: T.reports.formats[format][1],
          onSelect: () => void saveReport(app, format),
        })),
        print,
        ...picturesOf(
          (app.reports.state.get().made?.pictures ?? []).map((picture) => ({
            label: EXPORT.pictureOf(picture.title),
            hint: "PNG",
            onSelect: () => void saveReportPicture(app, picture),
          })),
        ),
      ];
    case "compare":
      return app.compare.state.get().phase !== "done"
        ? [{ type: "note", label: COMPARE_TEXTS.export.notReady }]
        : [
            { type: "note", label: `${COMPARE_TEXTS.export.note}${inRange}` },
            ...COMPARE_FORMATS.map((format) => ({
              label: COMPARE_TEXTS.export[format],
              hint: T.reports.formats[format][1],
              onSelect: () => void saveComparison(app, format),
            })),
            print,
          ];
    case "events":
      return [
        { type: "note", label: `${EXPORT.events} ${T.exports.asShown}${inRange}` },
        ...LIST_FORMATS.map((format) => ({
          label: listLabel(format),
          hint: HINTS[format],
          onSelect: () => void exportList(app, format),
        })),
        print,
        { type: "separator" },
        { type: "note", label: EXPORT.records },
        ...SAVED_RECORD_FORMATS.map((format) => ({
          label: EXPORT.wholeRecords[format],
          hint: HINTS[format],
          onSelect: () => void exportRecords(app, format),
        })),
      ];
    case "sources":
      return [
        { type: "note", label: EXPORT.sources },
        ...SOURCE_FORMATS.map((format) => ({
          label: format === "csv" ? EXPORT.csvAll : format === "xlsx" ? EXPORT.xlsxAll : EXPORT[format],
          hint: HINTS[format],
          onSelect: () => void exportSources(app, format),
        })),
        print,
      ];
    default: {
      const what = view === "failures" ? T.exports.failures : T.exports.sessions;
      return [
        { type: "note", label: `${what} ${T.exports.asShown}${inRange}` },
        ...EXPORTS.map(([format, label, hint]) => ({
          label,
          hint,
          onSelect: () => void exportRows(app, format),
        })),
        print,
        ...picturesOf([
          ...(view === "timeline"
            ? [{ label: EXPORT.picture, hint: "PNG", onSelect: () => void saveTimelinePicture(app) }]
            : []),
          ...app.charts.get().map(({ title, picture }) => ({
            label: EXPORT.pictureOf(title),
            hint: "PNG",
            onSelect: () => void saveChartPicture(app, picture()),
          })),
        ]),
      ];
    }
  }
}
