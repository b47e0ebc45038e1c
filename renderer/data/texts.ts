import { CLOUD_TEXTS } from "./texts/cloud.ts";
import { COMMON_TEXTS } from "./texts/common.ts";
import { COVERAGE_TEXTS } from "./texts/coverage.ts";
import { EVENT_TEXTS } from "./texts/events.ts";
import { FILTER_TEXTS } from "./texts/filter.ts";
import { FRAME_TEXTS } from "./texts/frame.ts";
import { HELP_TEXTS } from "./texts/help.ts";
import { LANE_TEXTS } from "./texts/lanes.ts";
import { LIVE_TEXTS } from "./texts/live.ts";
import { MASKING_TEXTS } from "./texts/masking.ts";
import { REPORT_VIEW_TEXTS } from "./texts/report-view.ts";
import { SCRIPT_TEXTS } from "./texts/scripts.ts";
import { SOURCE_TEXTS } from "./texts/sources.ts";

/** All words of the page, in its language. Each area has a file of its own under `texts/`. */
export const T = {
  ...COMMON_TEXTS,
  ...FRAME_TEXTS,
  ...LANE_TEXTS,
  filter: FILTER_TEXTS,
  help: HELP_TEXTS,
  live: LIVE_TEXTS,
  reports: REPORT_VIEW_TEXTS,
  events: EVENT_TEXTS,
  masking: MASKING_TEXTS,
  scripts: SCRIPT_TEXTS,
  cloud: CLOUD_TEXTS,
  sources: SOURCE_TEXTS,
  coverage: COVERAGE_TEXTS,
} as const;

/** Last part of a path, which is what people call a file. */
export function fileName(path: string): string {
  return path.split(/[\\/]/).at(-1) || path;
}
