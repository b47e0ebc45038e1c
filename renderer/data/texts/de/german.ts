import { ENGINE_DE } from "../../../../shared/engine/explain/de/words.ts";
import { OPTIONS_DE } from "../../../../shared/engine/reports/de/option-words.ts";
import { COMPARE_DE } from "../../../../shared/export/de/compare-words.ts";
import { COVERAGE_DE } from "../../../../shared/export/de/coverage-words.ts";
import { KIT_DE } from "../../../../shared/export/de/kit-words.ts";
import { MESSAGES_DE } from "../../../../shared/export/de/message-words.ts";
import { REPORTS_DE } from "../../../../shared/export/de/report-words.ts";
import type { TextTables } from "../tables.ts";
import { ABOUT_DE } from "./about.ts";
import { BREAKDOWN_DE } from "./breakdown.ts";
import { CHARTS_DE } from "./charts.ts";
import { CLOUD_DE } from "./cloud.ts";
import { COACH_DE } from "./coach.ts";
import { COMMON_DE } from "./common.ts";
import { COMPARE_VIEW_DE } from "./compare.ts";
import { COUNTS_DE } from "./counts.ts";
import { COVERAGE_VIEW_DE } from "./coverage.ts";
import { DETAILS_DE } from "./details.ts";
import { DOMAIN_DE } from "./domain.ts";
import { EVENTS_DE } from "./events.ts";
import { EXPORT_DE } from "./export.ts";
import { FAILURES_DE } from "./failures.ts";
import { FILTER_DE } from "./filter.ts";
import { FILTER_WORDS_DE } from "./filter-words.ts";
import { FRAME_DE } from "./frame.ts";
import { HELP_DE } from "./help.ts";
import { HOSTS_DE } from "./hosts.ts";
import { LANES_DE } from "./lanes.ts";
import { LIVE_DE } from "./live.ts";
import { MASKING_DE } from "./masking.ts";
import { PACK_DE } from "./pack.ts";
import { PICTURES_DE } from "./pictures.ts";
import { REPORT_VIEW_DE } from "./report-view.ts";
import { SCRIPTS_DE } from "./scripts.ts";
import { SESSION_WORDS_DE } from "./session-words.ts";
import { SOURCES_DE } from "./sources.ts";
import { START_DE } from "./start.ts";
import { SUMMARY_DE } from "./summary.ts";
import { TABLE_DE } from "./table.ts";

/** All words of the page in German. */
export const GERMAN: TextTables = {
  table: TABLE_DE,
  about: ABOUT_DE,
  summary: SUMMARY_DE,
  start: START_DE,
  sources: SOURCES_DE,
  scripts: SCRIPTS_DE,
  masking: MASKING_DE,
  pack: PACK_DE,
  live: LIVE_DE,
  lanes: LANES_DE,
  help: HELP_DE,
  hosts: HOSTS_DE,
  frame: FRAME_DE,
  filter: FILTER_DE,
  domain: DOMAIN_DE,
  details: DETAILS_DE,
  counts: COUNTS_DE,
  common: COMMON_DE,
  compare: COMPARE_VIEW_DE,
  compareWords: COMPARE_DE,
  coach: COACH_DE,
  cloud: CLOUD_DE,
  charts: CHARTS_DE,
  engine: ENGINE_DE,
  messages: MESSAGES_DE,
  coverageWords: COVERAGE_DE,
  reportWords: REPORTS_DE,
  breakdown: BREAKDOWN_DE,
  coverage: COVERAGE_VIEW_DE,
  events: EVENTS_DE,
  export: EXPORT_DE,
  failures: FAILURES_DE,
  pictures: PICTURES_DE,
  reportView: REPORT_VIEW_DE,
  sessionWords: SESSION_WORDS_DE,
  filterWords: FILTER_WORDS_DE,
  reportOptions: OPTIONS_DE,
  kit: KIT_DE,
};
