import { readdir } from "node:fs/promises";
import { resolve } from "node:path";
import type { AppError } from "../../shared/contract/errors.ts";
import type {
  FileRef,
  Host,
  HostCapabilities,
  HostCommand,
  HostEvent,
  HostInfo,
} from "../../shared/contract/host.ts";
import type { JobEvent, JobProgress } from "../../shared/contract/job.ts";
import { CONTRACT_VERSION, ENGINE_VERSION, PROGRAM_VERSION } from "../../shared/contract/versions.ts";
import type { EventsOptions, PairOutcome, ReadOutcome } from "../../shared/contract/worker-job.ts";
import type { CaseData } from "../../shared/types/case.ts";
import type { PackCheck } from "../../shared/types/pack.ts";
import { DEFAULT_SETTINGS, type PairingSettings } from "../../shared/types/settings.ts";
import type { ImportAnswers } from "../../shared/types/text-import.ts";
import type { CaseId } from "../../shared/types/units.ts";
import { answered } from "./answered.ts";
import { besideArchive } from "./beside-archive.ts";
import { type EndEvent, endEvent } from "./case-end.ts";
import { configFolder } from "./config-folder.ts";
import { createJobRunner, type JobEnd, type JobRunner } from "./job-runner.ts";
import { createLineFeed } from "./line-feed.ts";
import type { LiveCollector } from "./live-collector.ts";
import { createPageHost, type PageHost } from "./page-host.ts";
import { openPathInputs, type PathInputs } from "./path-inputs.ts";
import type { PlatformCalls } from "./platform-calls.ts";
import { createRecentFiles, type RecentFiles, type RecentPaths } from "./recent-files.ts";
import { createSpoolFolders } from "./spool-folders.ts";

export interface HostServiceOptions {
  readonly workerUrl: URL;
  /** One that was started before; the service closes it. */
  readonly runner?: JobRunner;
  /** Folder of the logs that ship with the program. */
  readonly demoFolder: string;
  /** Nothing of this start is remembered. */
  readonly private: boolean;
  readonly platformCalls?: PlatformCalls;
  /** What the path `-` stands for, for a command line; without it that is a file like any other. */
  readonly stdin?: () => NodeJS.ReadableStream;
  /** Where private folders are made; the system's own place for temporary files unless a test says otherwise. */
  readonly temporaryFolder?: string;
  /** Reads the logs of this machine; the service closes it. Without one the machine's log cannot be read. */
  readonly collector?: LiveCollector;
  /** Where settings stand; the user's own folder unless a test says otherwise. */
  readonly configFolder?: string;
  /** Told of the recent cases, newest first, after one was opened or some were forgotten; not in a private start. */
  readonly onRecent?: (change: "opened" | "forgotten", cases: readonly RecentPaths[]) => void;
  /** Told of what went wrong inside, for a log; never with content of a case. */
  readonly onFailure?: (name: string, failure: unknown) => void;
}

/** How a case opened by paths is followed. */
export interface OpenPathsOptions {
  readonly settings?: PairingSettings;
  readonly answers?: readonly ImportAnswers[];
  /** False where nobody will see the hashes of the sources. */
  readonly hash?: boolean;
  readonly onEvent?: (event: JobEvent) => void;
  readonly signal?: AbortSignal;
}

export interface ReadPathsOptions {
  readonly answers?: readonly ImportAnswers[];
  readonly onProgress?: (progress: JobProgress) => void;
  readonly signal?: AbortSignal;
}

/** How lines of events are paired. */
export interface PairLinesOptions {
  readonly settings: PairingSettings;
  /** All lines as one case, whatever their order. */
  readonly anyOrder: boolean;
  readonly signal?: AbortSignal;
}

/** How that ended. */
export type PairEnd =
  | ({ readonly ok: true } & PairOutcome)
  | { readonly ok: "cancelled" }
  | { readonly ok: false; readonly error: AppError };

/** How reading without pairing ended; a worker that was lost is a failure. */
export type ReadEnd =
  | ({ readonly ok: true } & ReadOutcome)
  | { readonly ok: false; readonly error: AppError };

/**
 * The program behind the page, in plain Node. It is a `Host` itself, for a shell with one page; `openPage` gives each
 * of several pages its own, whose cases and uploads end with it. The other calls are for shells and the command line
 * and deal in paths, which no page ever sees.
 */
export interface HostService extends Host {
  openPage(): PageHost;
  /** Makes files known to pages; folders stand for the files in and below them. */
  adoptPaths(paths: readonly string[]): Promise<readonly FileRef[]>;
  /**
   * Asks a page to open files; without a page the request waits for one. `everyPage`: every page that ever comes gets
   * it, because a reloaded page starts anew.
   */
  openFilesEvent(paths: readonly string[], options?: { readonly everyPage?: boolean }): Promise<void>;
  openDemoEvent(options?: { readonly everyPage?: boolean }): Promise<void>;
  /** Asks a page to open a recent case. */
  openRecentEvent(id: string): Promise<void>;
  /** Forgets all recent cases and tells the pages. */
  clearRecent(): void;
  /** Asks the pages for a view, by its place in what they told of themselves. */
  showView(view: number): void;
  /** Passes a menu command to the pages. */
  command(command: HostCommand): void;
  /** Reads and pairs; sources are named as the paths were typed. Never rejects. */
  openCasePaths(paths: readonly string[], options?: OpenPathsOptions): Promise<EndEvent>;
  /**
   * Events as JSON lines (UTF-8, whole lines); reading waits for `onBlock`, whose bytes are its own only until it has
   * settled. Never rejects.
   */
  streamEvents(
    paths: readonly string[],
    options: EventsOptions & ReadPathsOptions,
    onBlock: (lines: Uint8Array) => void | Promise<void>,
  ): Promise<ReadEnd>;
  /**
   * Pairs events that arrive as lines of JSON; each computer is handed over when it is over, and pairing waits for
   * `onCase`. Never rejects.
   */
  pairLines(
    input: AsyncIterable<Uint8Array>,
    options: PairLinesOptions,
    onCase: (data: CaseData) => void | Promise<void>,
  ): Promise<PairEnd>;
  /** What the inputs are, without their events. Never rejects. */
  inspect(paths: readonly string[], options?: ReadPathsOptions): Promise<ReadEnd>;
  /** Holds an evidence pack against its hashes. Never rejects. */
  checkPack(
    path: string,
    signal?: AbortSignal,
    onProgress?: (progress: JobProgress) => void,
  ): Promise<PackCheck | AppError>;
  close(): Promise<void>;
}

export function createHostService(options: HostServiceOptions): HostService {
  const folder = options.private ? null : (options.configFolder ?? configFolder());
  const recent = toldRecent(createRecentFiles(folder), folder === null ? undefined : options.onRecent);
  const runner = options.runner ?? createJobRunner({ workerUrl: options.workerUrl });
  const folders = createSpoolFolders(options.temporaryFolder);
  const inputsOf = (paths: readonly string[], signal?: AbortSignal): Promise<PathInputs> =>
    openPathInputs(paths, folders, options.stdin, signal);
  const pages = new Set<PageHost>();
  /** Asked for by the shell before a page listened, and what every page is told. */
  const waiting: Request[] = [];
  const standing: Request[] = [];
  const told = new WeakSet<PageHost>();
  /** The page that last told what it shows: one that went before it has nothing more to say. */
  let teller: PageHost | null = null;

  const demoPaths = async (): Promise<readonly string[]> => {
    const folder = besideArchive(options.demoFolder);
    const names = await readdir(folder).catch(() => []);
    return names
      .filter((name) => name.endsWith(".evtx"))
      .sort()
      .map((name) => resolve(folder, name));
  };

  const openPage = (): PageHost => {
    const page = createPageHost({
      runner,
      recent,
      folders,
      info: () => hostInfo(capabilities(options, folder !== null)),
      platformCalls: options.platformCalls ?? {},
      collector: options.collector ?? null,
      demoPaths,
      onListen: (self) => {
        // A page that only lost its connection for a while has its files open already.
        const due = [...(told.has(self) ? [] : standing), ...waiting.splice(0)];
        told.add(self);
        // Somebody looks at the page and will open a log.
        runner.warm({ helpers: true });
        void inOrder(due, self).catch(fail("openFiles"));
      },
      onState: (self, state) => {
        if (state === null && teller !== self) return;
        teller = state === null ? null : self;
        options.platformCalls?.pageState?.(state);
      },
      onClose: (self) => pages.delete(self),
    });
    pages.add(page);
    return page;
  };
  const fail =
    (name: string) =>
    (failure: unknown): void =>
      options.onFailure?.(name, failure);

  const post = async (request: Request, everyPage: boolean): Promise<void> => {
    const listening = [...pages].filter((page) => page.listening);
    if (everyPage) standing.push(request);
    else if (listening.length === 0) waiting.push(request);
    // Without `everyPage` one page is enough: two would read the same files twice.
    await Promise.all(listening.slice(0, everyPage ? undefined : 1).map(request));
  };
  const openRequest =
    (paths: () => Promise<readonly string[]>): Request =>
    async (page) => {
      const files = await page.adoptPaths(await paths());
      if (files.length > 0) page.tell({ type: "openFiles", files });
    };

  const tellAll = (event: HostEvent): void => {
    for (const page of pages) page.tell(event);
  };
  const own = openPage();
  return {
    ...own,
    openPage,
    openFilesEvent: (paths, { everyPage = false } = {}) =>
      post(
        openRequest(async () => paths),
        everyPage,
      ),
    openDemoEvent: ({ everyPage = false } = {}) => post(openRequest(demoPaths), everyPage),
    openRecentEvent: (id) =>
      post(
        openRequest(async () => recent.paths(id)),
        false,
      ),
    clearRecent() {
      recent.forget("all");
      tellAll({ type: "recentChanged" });
    },
    command: (command) => tellAll({ type: "command", command }),
    showView: (view) => tellAll({ type: "showView", view }),
    async openCasePaths(paths, { settings = DEFAULT_SETTINGS, answers, hash = true, onEvent, signal } = {}) {
      const { files, spool, close } = await inputsOf(paths, signal);
      onEvent?.({ type: "started", caseId: "paths" as CaseId });
      const end = await runner.run(
        { kind: "openCase", files: answered(files, answers), settings, early: false, hash, spool },
        (news) => {
          if (news.type === "progress" || news.type === "partial") onEvent?.(news);
        },
        signal,
      );
      close();
      const event = endEvent(end);
      onEvent?.(event);
      return event;
    },
    async streamEvents(paths, { all, recovered, skipped, hash, answers, onProgress, signal }, onBlock) {
      const { files, spool, close } = await inputsOf(paths, signal);
      const end = await runner.run(
        {
          kind: "events",
          files: answered(files, answers),
          options: { all, recovered, ...(skipped ? { skipped } : {}), ...(hash === false ? { hash } : {}) },
          spool,
        },
        (news) => {
          if (news.type === "lines") return onBlock(news.bytes);
          if (news.type === "progress") onProgress?.(news.progress);
          return undefined;
        },
        signal,
      );
      close();
      return readEnd(end);
    },
    async pairLines(input, { settings, anyOrder, signal }, onCase) {
      const feed = createLineFeed(input);
      const end = await runner.run(
        { kind: "pair", feed: feed.memory, settings, anyOrder },
        (news) => {
          if (news.type === "paired") return onCase(news.data);
          // Whoever waits for input must not keep what is ready waiting.
          if (news.type === "more") void feed.fill();
          return undefined;
        },
        signal,
      );
      return end.ok === true ? { ok: true, ...end.value } : end;
    },
    async inspect(paths, { answers, onProgress, signal } = {}) {
      const { files, spool, close } = await inputsOf(paths, signal);
      const end = await runner.run(
        { kind: "info", files: answered(files, answers), spool },
        (news) => {
          if (news.type === "progress") onProgress?.(news.progress);
        },
        signal,
      );
      close();
      return readEnd(end);
    },
    async checkPack(path, signal, onProgress) {
      const end = await runner.run(
        { kind: "checkPack", path },
        (news) => {
          if (news.type === "progress") onProgress?.(news.progress);
        },
        signal,
      );
      if (end.ok === "cancelled") return { ...NOT_CHECKED, cancelled: true };
      return end.ok ? end.value : end.error;
    },
    async close() {
      for (const page of [...pages]) page.close();
      await options.collector?.close();
      await runner.close();
      folders.removeAll();
    },
  };
}

const NOT_CHECKED: PackCheck = {
  isPack: false,
  problems: [],
  sound: 0,
  manifest: null,
  manifestSha256: null,
  cancelled: false,
};

/** Something a page is to be told once it listens. */
type Request = (page: PageHost) => Promise<void>;

async function inOrder(requests: readonly Request[], page: PageHost): Promise<void> {
  for (const request of requests) await request(page);
}

/** The same list, and somebody who is told of its changes. */
function toldRecent(recent: RecentFiles, onRecent: HostServiceOptions["onRecent"]): RecentFiles {
  if (onRecent === undefined) return recent;
  return {
    ...recent,
    add(paths, openedAt) {
      recent.add(paths, openedAt);
      onRecent("opened", recent.cases());
    },
    forget(id) {
      recent.forget(id);
      onRecent("forgotten", recent.cases());
    },
  };
}

function readEnd(end: JobEnd<"events" | "info">): ReadEnd {
  if (end.ok === "cancelled") return { ok: true, sources: [], cancelled: true };
  return end.ok ? { ok: true, ...end.value } : end;
}

function capabilities(options: HostServiceOptions, keepsRecent: boolean): HostCapabilities {
  return {
    pickFiles: options.platformCalls?.pickPaths !== undefined,
    saveFile: options.platformCalls?.askWhere !== undefined,
    savePdf: options.platformCalls?.printPdf !== undefined,
    recent: keepsRecent,
    liveLog: options.collector?.supported === true,
    keep: keepsRecent,
    showSaved: options.platformCalls?.showFile !== undefined && options.platformCalls.dragFile !== undefined,
    pageState: options.platformCalls?.pageState !== undefined,
  };
}

function hostInfo(capabilities: HostCapabilities): HostInfo {
  const { timeZone, locale } = Intl.DateTimeFormat().resolvedOptions();
  const platforms: Readonly<Record<string, HostInfo["platform"]>> = {
    win32: "windows",
    darwin: "mac",
    linux: "linux",
  };
  return {
    contract: CONTRACT_VERSION,
    engine: ENGINE_VERSION,
    versions: {
      program: PROGRAM_VERSION,
      electron: process.versions.electron ?? null,
      chromium: process.versions.chrome ?? null,
      node: process.versions.node,
    },
    platform: platforms[process.platform] ?? "other",
    zone: timeZone || "UTC",
    locale,
    capabilities,
  };
}
