import type { ReportName } from "../../../shared/types/report.ts";
import type { HelpPlace } from "./help-page.ts";

/*
 * Where on the guide the program leads to. A test holds that every place is there.
 */

const at = (page: string, section: string | null = null): HelpPlace => ({ page, section });

/** The page that leads to all others. */
export const CONTENTS = at("README");

/** The page that belongs to each view, and to the start. */
export const VIEW_TOPICS = {
  start: at("collecting"),
  summary: at("summary"),
  timeline: at("timeline"),
  sessions: at("sessions"),
  failures: at("failures"),
  breakdown: at("breakdown"),
  sources: at("events-and-sources", "sources"),
  reports: at("reports"),
  coverage: at("coverage"),
  events: at("events-and-sources"),
  compare: at("compare"),
} as const satisfies Readonly<Record<string, HelpPlace>>;

/** Questions that come up at one place of a view. */
export const QUESTIONS = {
  /** How sure the end is, at a session. */
  end: at("pairing", "how-sure-is-the-end"),
  /** "At least" and "at most". */
  bounds: at("pairing", "at-least-and-at-most"),
  coverage: at("coverage", "how-an-answer-is-decided"),
  failures: at("failures", "what-the-reasons-mean"),
  /** What bursts and sprays are. */
  bursts: at("failures", "bursts-sprays-and-lockouts"),
  masking: at("exports", "hide-names"),
  rights: at("collecting", "which-rights-it-takes"),
  others: at("collecting", "other-computers"),
  scripts: at("scripts"),
  texts: at("collecting", "text-exports"),
  cloud: at("cloud"),
  person: at("summary", "a-person"),
  /** Who is still on when the log ends, which is read as "now". */
  stillOn: at("summary", "one-computer"),
  filter: at("filter"),
} as const satisfies Readonly<Record<string, HelpPlace>>;

/** Each report has a heading with its name on the page of the reports. */
export const REPORT_TOPICS: Readonly<Record<ReportName, HelpPlace>> = {
  "first-last": at("reports", "first-and-last"),
  hours: at("reports", "hours"),
  concurrent: at("reports", "most-at-once"),
  "out-of-hours": at("reports", "out-of-hours"),
  bursts: at("reports", "bursts-of-refusals"),
  lockouts: at("reports", "lockouts"),
  counts: at("reports", "counts-of-logons"),
  who: at("reports", "who-was-on"),
  remote: at("reports", "remote-sessions"),
  dormant: at("reports", "dormant-accounts"),
  "shared-use": at("reports", "shared-use"),
  admins: at("reports", "administrators"),
  runas: at("reports", "other-credentials"),
  boots: at("reports", "starts-and-outages"),
  quality: at("reports", "data-quality"),
  d365: at("reports", "dynamics-365"),
};
