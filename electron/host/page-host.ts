import { randomBytes } from "node:crypto";
import { resolve } from "node:path";
import { appError, HostError } from "../../shared/contract/errors.ts";
import type { FileRef, Host, HostEvent, HostInfo } from "../../shared/contract/host.ts";
import type { PageState } from "../../shared/contract/page-state.ts";
import type { InputFile } from "../../shared/contract/worker-job.ts";
import { DEFAULT_SETTINGS } from "../../shared/types/settings.ts";
import type { ImportAnswers } from "../../shared/types/text-import.ts";
import type { CaseId, FileToken } from "../../shared/types/units.ts";
import { answered } from "./answered.ts";
import { endEvent } from "./case-end.ts";
import { expandPaths } from "./expand-paths.ts";
import { FileRegistry } from "./file-registry.ts";
import type { JobRunner } from "./job-runner.ts";
import type { LiveCollector } from "./live-collector.ts";
import { createLivePage, type LivePage } from "./live-page.ts";
import { createPageRecords } from "./page-records.ts";
import { createPageSaves } from "./page-saves.ts";
import type { PlatformCalls } from "./platform-calls.ts";
import type { RecentFiles } from "./recent-files.ts";
import type { SpoolFolders } from "./spool-folders.ts";

/** A host for one page, with the files, cases and jobs of that page alone. */
export interface PageHost extends Host {
  readonly listening: boolean;
  adoptPaths(paths: readonly string[]): Promise<readonly FileRef[]>;
  /** Makes a file known that was put on disk for this page; it is removed with the last case that uses it. */
  adoptTemporary(path: string, name: string, bytes: number): FileRef;
  /** Sends news to the page, if it listens. */
  tell(event: HostEvent): void;
  /** Cancels its jobs, closes its cases, removes its temporary files. */
  close(): void;
}

export interface PageHostOptions {
  readonly runner: JobRunner;
  readonly recent: RecentFiles;
  readonly folders: SpoolFolders;
  readonly info: () => HostInfo;
  readonly platformCalls: PlatformCalls;
  /** Null where this machine has no log to read. */
  readonly collector: LiveCollector | null;
  readonly demoPaths: () => Promise<readonly string[]>;
  /** What the page shows; null when it has gone. */
  readonly onState: (page: PageHost, state: PageState | null) => void;
  /** The page listens from now on. */
  readonly onListen: (page: PageHost) => void;
  readonly onClose: (page: PageHost) => void;
}

/** An opened case: what is needed to read one of its records again. */
interface OpenCase {
  readonly tokens: readonly FileToken[];
  /** Token of each source. */
  readonly sources: readonly (FileToken | undefined)[];
  /** Where the bytes of each source stand, which for those out of an archive is not its file. */
  readonly places?: readonly string[];
  /** The folder its archives were unpacked into. */
  readonly spool?: string;
  /** Names of its sources, and what was said of text exports. */
  readonly names?: readonly string[];
  readonly answers?: readonly ImportAnswers[];
}

/**
 * Sessions and refused logons of a case that a page is given: some 650 MB of its memory. Without such a cap a case that
 * is larger would take the page with it.
 */
const MAX_PAGE_SESSIONS = 5_000_000;
/** A page shows one case at a time and may keep a few; the oldest is closed when there are more. */
const MAX_CASES = 16;
/** An upload that no case uses is removed after this time: a case may be closed just before a larger one is opened. */
const UNUSED_MS = 60_000;

export function createPageHost(options: PageHostOptions): PageHost {
  const { runner, recent, platformCalls } = options;
  const files = new FileRegistry();
  const cases = new Map<CaseId, OpenCase>();
  const jobs = new Set<AbortController>();
  const live: LivePage = createLivePage(options.collector, files);
  const saves = createPageSaves(platformCalls, () => files.paths());
  const sweeps = new Set<NodeJS.Timeout>();
  let listener: ((event: HostEvent) => void) | null = null;
  let closed = false;

  const dropUnused = (tokens: readonly FileToken[]): void => {
    const inUse = new Set([...cases.values()].flatMap((each) => each.tokens));
    for (const token of tokens)
      if (files.get(token)?.temporary === true && !inUse.has(token)) files.drop(token);
  };
  /** A case that is not known is closed already. */
  const closeCase = (caseId: CaseId): void => {
    const found = cases.get(caseId);
    if (found === undefined || !cases.delete(caseId)) return;
    if (found.spool !== undefined) options.folders.remove(found.spool);
    const sweep = setTimeout(() => {
      sweeps.delete(sweep);
      dropUnused(found.tokens);
    }, UNUSED_MS);
    sweep.unref();
    sweeps.add(sweep);
  };
  const keepCase = (opened: OpenCase): CaseId => {
    const caseId = randomBytes(12).toString("base64url") as CaseId;
    cases.set(caseId, opened);
    const [oldest] = cases.keys();
    if (cases.size > MAX_CASES && oldest !== undefined) closeCase(oldest);
    return caseId;
  };
  /** The files of a case that its records are read from, and which of its sources each is. */
  const recordInputs = (found: OpenCase) => {
    const inputs: InputFile[] = [];
    const numbers: number[] = [];
    found.sources.forEach((token, source) => {
      const file = token === undefined ? null : files.get(token);
      if (file === null) return;
      inputs.push({
        path: found.places?.[source] ?? file.path,
        name: found.names?.[source] ?? file.name,
        folder: null,
        failure: null,
        answers: found.answers ?? [],
      });
      numbers.push(source);
    });
    return { inputs, numbers };
  };
  const records = createPageRecords(runner, (caseId) => {
    const found = cases.get(caseId);
    return found === undefined ? null : recordInputs(found).inputs;
  });
  const adoptPaths = async (paths: readonly string[]): Promise<readonly FileRef[]> => {
    const inputs = await expandPaths(paths);
    if (closed) return [];
    // A path that cannot be looked at is adopted all the same: the case then says why it could not be read.
    return files.adopt(
      inputs.map(({ path, folder, bytes, failure }) => ({ path: resolve(path), folder, bytes, failure })),
    );
  };

  const page: PageHost = {
    get listening() {
      return listener !== null;
    },
    adoptPaths,
    adoptTemporary: (path, name, bytes) => files.adoptTemporary(path, name, bytes),
    tell: (event) => listener?.(event),
    info: async () => options.info(),
    async pickFiles() {
      if (platformCalls.pickPaths === undefined) throw notAllowed("pickFiles");
      return await adoptPaths(await platformCalls.pickPaths());
    },
    demoFiles: async () => await adoptPaths(await options.demoPaths()),
    recent: async () => recent.list(),
    recentFiles: async (id) => await adoptPaths(recent.paths(id)),
    forgetRecent: async (id) => recent.forget(id),
    openCase(tokens, onEvent, { answers = [] } = {}) {
      const abort = new AbortController();
      jobs.add(abort);
      // From the start, so that no upload is removed while it is being read.
      const caseId = keepCase({ tokens, sources: [] });
      onEvent({ type: "started", caseId });
      const inputs = answered(
        tokens.map((token) => files.input(token)),
        answers,
      );
      const spool = options.folders.name("unpack");
      const job = {
        kind: "openCase",
        files: inputs,
        settings: DEFAULT_SETTINGS,
        early: true,
        maxSessions: MAX_PAGE_SESSIONS,
        spool,
      } as const;
      const run = runner.run(
        job,
        (news) => {
          if (news.type === "progress" || news.type === "partial") onEvent(news);
        },
        abort.signal,
      );
      void run.then((end) => {
        jobs.delete(abort);
        const event = endEvent(end);
        if (end.ok === true && event.type !== "failed" && cases.has(caseId)) {
          const { inputs: of, places } = end.value;
          const names = end.value.data.sources.map(({ path }) => path);
          cases.set(caseId, {
            tokens,
            // -1: a source of an evidence pack, whose log is elsewhere.
            sources: of.map((input) => tokens[input]),
            places,
            names,
            answers,
            spool,
          });
          remember(tokens);
        } else {
          // Only now, because until its end the job may still have made the folder.
          options.folders.remove(spool);
          closeCase(caseId);
        }
        onEvent(event);
      });
      return () => abort.abort();
    },
    async closeCase(caseId) {
      closeCase(caseId);
    },
    async identify(tokens, full) {
      const inputs = tokens.map((token) => files.input(token));
      const end = await runner.run({ kind: "identify", files: inputs, full }, () => {});
      if (end.ok === true) return end.value;
      throw new HostError(end.ok === "cancelled" ? appError("hostLost") : end.error);
    },
    async attachCase(tokens, sources) {
      const caseId = keepCase({ tokens, sources: sources.map((token) => token ?? undefined) });
      remember(tokens);
      return caseId;
    },
    async readRecord(caseId, source, offset) {
      const found = cases.get(caseId);
      if (found === undefined) throw new HostError(appError("caseUnknown"));
      const token = found.sources[source];
      const file = token === undefined ? null : files.get(token);
      if (file === null) throw new HostError(appError("recordUnreadable", { source }));
      const path = found.places?.[source] ?? file.path;
      const text = { name: found.names?.[source] ?? file.name, answers: found.answers ?? [] };
      const end = await runner.run({ kind: "record", path, offset, text }, () => {});
      if (end.ok === true) return end.value;
      const error = end.ok === "cancelled" ? appError("hostLost") : end.error;
      throw new HostError({ ...error, params: { ...error.params, file: file.name } });
    },
    openRecords: records.openRecords,
    nextRecords: records.nextRecords,
    closeRecords: records.closeRecords,
    listEvents(caseId, ask, onEvent) {
      const found = cases.get(caseId);
      if (found === undefined) {
        onEvent({ type: "failed", error: appError("caseUnknown") });
        return () => {};
      }
      const { inputs, numbers } = recordInputs(found);
      const abort = new AbortController();
      jobs.add(abort);
      const job = { kind: "listEvents", files: inputs, sources: numbers, ask } as const;
      const run = runner.run(
        job,
        (news) => {
          if (news.type === "rows" || news.type === "progress") onEvent(news);
        },
        abort.signal,
      );
      void run.then((end) => {
        jobs.delete(abort);
        if (end.ok === false) onEvent({ type: "failed", error: end.error });
        else if (end.ok === "cancelled" || end.value.cancelled) onEvent({ type: "cancelled" });
        else onEvent({ type: "done", matched: end.value.matched, unread: end.value.unread });
      });
      return () => abort.abort();
    },
    beginSave: saves.beginSave,
    writeSave: saves.writeSave,
    endSave: saves.endSave,
    dropSave: saves.dropSave,
    showSaved: saves.showSaved,
    dragSaved: saves.dragSaved,
    async pageState(state) {
      options.onState(page, state);
    },
    liveLog: live.liveLog,
    collect: live.collect,
    listen(onEvent) {
      // The newest listener is the page as it is now; an older one is left over from before a reload.
      listener = onEvent;
      options.onListen(page);
      return () => {
        if (listener === onEvent) listener = null;
      };
    },
    close() {
      if (closed) return;
      closed = true;
      listener = null;
      for (const job of jobs) job.abort();
      live.close();
      records.close();
      saves.close();
      for (const sweep of sweeps) clearTimeout(sweep);
      for (const { spool } of cases.values()) if (spool !== undefined) options.folders.remove(spool);
      cases.clear();
      files.clear();
      options.onState(page, null);
      options.onClose(page);
    },
  };

  const remember = (tokens: readonly FileToken[]): void => {
    const known = tokens.map((token) => files.get(token)).filter((file) => file !== null);
    recent.add(
      known.filter((file) => !file.temporary).map((file) => file.path),
      Date.now(),
    );
  };
  return page;
}

function notAllowed(reason: string): HostError {
  return new HostError(appError("notAllowed", { reason }));
}
