import { createContext, useContext } from "react";
import type { FileRef, HostInfo, RecentCase } from "../../shared/contract/host.ts";
import type { ImportAnswers } from "../../shared/types/text-import.ts";
import type { SaveId } from "../../shared/types/units.ts";
import { type Clock, clockOf, defaultZone, plainYearOf } from "../data/clock.ts";
import { openComparePort } from "../data/compare-job/open-compare-port.ts";
import { type Dataset, type JobState, NO_DATASET } from "../data/dataset.ts";
import { KEEPS_NOTHING, type Keep } from "../data/keep.ts";
import type { Note } from "../data/notes/notes-database.ts";
import { openReportPort } from "../data/report-job/open-report-port.ts";
import { T } from "../data/texts.ts";
import type { Connection, RendererHost } from "../host/renderer-host.ts";
import type { ChartPicture } from "./chart-pictures.ts";
import { CompareDesk } from "./compare-desk.ts";
import { type EventList, NO_LIST } from "./event-list.ts";
import { type HelpDesk, NO_HELP } from "./help.ts";
import { ViewHistory } from "./history.ts";
import { type LiveDesk, NO_LIVE } from "./live.ts";
import type { Masking } from "./masking.ts";
import type { DrawnView } from "./picture-commands.ts";
import { readPrefs, type TextStorage } from "./prefs-storage.ts";
import { readOther } from "./read-other.ts";
import { ReportDesk } from "./report-desk.ts";
import type { Saving } from "./saving.ts";
import { Store, useStore } from "./store.ts";
import { FRESH_VIEW, type Prefs, type ViewState } from "./view-state.ts";

export interface Toast {
  readonly text: string;
  readonly bad: boolean;
  /** An export that is saved, where it can be shown and dragged. */
  readonly saved?: SaveId;
}

/** What the program around the case knows. */
export interface Desk {
  readonly info: HostInfo | null;
  readonly recent: readonly RecentCase[];
  /** Files of the case on screen, to add to or to read again. */
  readonly files: readonly FileRef[];
  readonly toast: Toast | null;
  /** Source whose import is looked at; null when none is. */
  readonly coach: number | null;
  /** The guide to logon scripts is open. */
  readonly scripts: boolean;
  /** What the program is, and what it is made of, is open. */
  readonly about: boolean;
  /** A saved export is being dragged out of the window: what comes back is no log to open. */
  readonly draggingOut: boolean;
  /** What was said of text exports among its files. */
  readonly answers: readonly ImportAnswers[];
  readonly connection: Connection;
  /** Files being handed to a host that cannot see this machine's disk. */
  readonly uploading: { readonly done: number; readonly total: number } | null;
}

/** One record in full, as the host reads it again. */
export type RecordDetail = Awaited<ReturnType<RendererHost["readRecord"]>>;

/** All state of the page. Components read it through `useStore`; only commands write. */
export interface App {
  readonly host: RendererHost;
  readonly storage: TextStorage | null;
  readonly keep: Keep;
  /** The user's notes by `noteKey`. */
  readonly notes: Store<ReadonlyMap<string, Note>>;
  readonly dataset: Store<Dataset>;
  readonly job: Store<JobState>;
  readonly view: Store<ViewState>;
  readonly history: ViewHistory;
  readonly prefs: Store<Prefs>;
  readonly desk: Store<Desk>;
  readonly live: Store<LiveDesk>;
  /** The guide: it stays as it is when another case is opened. */
  readonly help: Store<HelpDesk>;
  readonly events: Store<EventList>;
  /** Aliases stand in the place of names; null while names are shown. */
  readonly masking: Store<Masking | null>;
  readonly reports: ReportDesk;
  readonly compare: CompareDesk;
  /** The file being written; null while none is. */
  readonly saving: Store<Saving | null>;
  /** What the view on screen draws of itself for a picture; null for one that draws nothing. */
  drawn: DrawnView | null;
  /** The charts on screen that can be saved as pictures, in their order. */
  readonly charts: Store<readonly ChartPicture[]>;
  /** Stops the job that runs; null when none does. */
  stop: (() => void) | null;
  /** Under which the case on screen is kept; null while it is not. */
  caseKey: string | null;
  /** Stops listing records; null when none are being listed. */
  stopListing: (() => void) | null;
  /** Stops saving this machine's logs; null when none are being saved. */
  stopCollecting: (() => void) | null;
}

/** Opening a case does not take it away: what is gone cannot be asked about later. */
const CACHE_RENEWED: Toast = { text: T.cacheRenewed, bad: false };

/** What stays on screen of a toast when another case is opened. */
export function lastingToast(toast: Toast | null): Toast | null {
  return toast === CACHE_RENEWED ? toast : null;
}

export function createApp(
  host: RendererHost,
  storage: TextStorage | null,
  keep = KEEPS_NOTHING,
  reportPort = openReportPort,
  comparePort = openComparePort,
): App {
  const view = new Store<ViewState>(FRESH_VIEW);
  const prefs = new Store<Prefs>(readPrefs(storage));
  const desk = new Store<Desk>({
    info: null,
    recent: [],
    files: [],
    toast: keep.cache?.renewed === true ? CACHE_RENEWED : null,
    coach: null,
    scripts: false,
    about: false,
    draggingOut: false,
    answers: [],
    uploading: null,
    connection: "connected",
  });
  return {
    host,
    storage,
    keep,
    notes: new Store<ReadonlyMap<string, Note>>(new Map()),
    dataset: new Store<Dataset>(NO_DATASET),
    job: new Store<JobState>({ phase: "idle" }),
    view,
    history: new ViewHistory(view),
    prefs,
    desk,
    live: new Store<LiveDesk>(NO_LIVE),
    help: new Store<HelpDesk>(NO_HELP),
    events: new Store<EventList>(NO_LIST),
    masking: new Store<Masking | null>(null),
    stopListing: null,
    reports: new ReportDesk(reportPort),
    compare: new CompareDesk(
      comparePort,
      readOther(host, () => [...desk.get().answers, ...prefs.get().importAnswers]),
    ),
    saving: new Store<Saving | null>(null),
    drawn: null,
    charts: new Store<readonly ChartPicture[]>([]),
    stop: null,
    caseKey: null,
    stopCollecting: null,
  };
}

export const AppContext = createContext<App | null>(null);

export function useApp(): App {
  const app = useContext(AppContext);
  if (app === null) throw new Error("a view stands outside of the app");
  return app;
}

/** Name of the zone on screen: the user's choice, else that of the case, else this machine's. */
export function zoneOf(app: App): string {
  return app.view.get().zone ?? defaultZone(app.dataset.get().data, app.desk.get().info?.zone ?? "UTC");
}

export function useZone(): string {
  const app = useApp();
  const chosen = useStore(app.view, (view) => view.zone);
  const machine = useStore(app.desk, (desk) => desk.info?.zone ?? "UTC");
  return useStore(app.dataset, (dataset) => chosen ?? defaultZone(dataset.data, machine));
}

export function useClock(): Clock {
  const app = useApp();
  const zone = useZone();
  const year = useStore(app.dataset, (dataset) => plainYearOf(dataset.data));
  return clockOf(zone, year);
}
