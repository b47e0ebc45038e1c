import type { FullRecord } from "../types/full-record.ts";
import type { ImportAnswers } from "../types/text-import.ts";
import type { CaseId, FileToken, RecordsId, SaveId } from "../types/units.ts";
import type { AppError } from "./errors.ts";
import type { EventAsk, EventListEvent, RecordsAsk } from "./event-list.ts";
import type { JobEvent } from "./job.ts";
import type { ChannelProgress, CollectOptions, HostProgress, LiveLog } from "./live-log.ts";
import type { PageState } from "./page-state.ts";

/** A file the host knows. The page holds the token; the path stays with the host. */
export interface FileRef {
  readonly token: FileToken;
  readonly name: string;
  readonly bytes: number;
}

/** What tells one file from another, so that a case that was read before is known again. */
export interface FileIdentity {
  readonly bytes: number;
  /** SHA-256 of the size and a sample of every chunk, in hex: quick for a file of any size, but no proof. */
  readonly probe: string;
  /** SHA-256 of the whole file in hex; null while only the probe was taken. */
  readonly sha256: string | null;
}

/** What a host can do. Views ask for a capability, never for the kind of host. */
export interface HostCapabilities {
  /** A native dialog picks files (`pickFiles`); otherwise the page uses its own file input and uploads. */
  readonly pickFiles: boolean;
  /** A native dialog asks where files go; otherwise an export is a download of the page. */
  readonly saveFile: boolean;
  /** HTML is turned into PDF (`beginSave` as `pdf`); otherwise the page prints it. */
  readonly savePdf: boolean;
  readonly recent: boolean;
  /** Reading the log of this machine. */
  readonly liveLog: boolean;
  /** Results may be kept on this machine; false in private mode. */
  readonly keep: boolean;
  /** A saved export can be shown in its folder, and dragged out of the window. */
  readonly showSaved: boolean;
  /** The host has a menu, a task bar and notices of its own, and wants to be told `pageState`. */
  readonly pageState: boolean;
}

/** Versions of what the program is made of. */
export interface HostVersions {
  readonly program: string;
  /** Null where the page stands in a browser. */
  readonly electron: string | null;
  readonly chromium: string | null;
  readonly node: string;
}

export interface HostInfo {
  readonly contract: number;
  readonly engine: string;
  readonly versions: HostVersions;
  readonly platform: "windows" | "mac" | "linux" | "other";
  /** IANA zone of the host's machine. */
  readonly zone: string;
  readonly locale: string;
  readonly capabilities: HostCapabilities;
}

export interface RecentCase {
  readonly id: string;
  /** Names of its files. */
  readonly names: readonly string[];
  /** Epoch milliseconds of the last opening. */
  readonly openedAt: number;
}

/** One record in full, for the detail pane. */
export interface RecordDetail {
  readonly xml: string;
  readonly record: FullRecord;
}

/** What becomes of the bytes of an export: the file itself, or an HTML report that is printed into a PDF. */
export const SAVE_FORMS = ["file", "pdf"] as const;
export type SaveForm = (typeof SAVE_FORMS)[number];

/** Most bytes of one `writeSave`: four of them fit into the largest call of any wire. */
export const MAX_SAVE_PIECE = 1024 * 1024;

/** How a case is read. */
export interface OpenCaseOptions {
  /** What is known of text exports, by their form or name; it holds for records read again, too. */
  readonly answers?: readonly ImportAnswers[];
}

/** Answers of one case; a page remembers fewer. */
export const MAX_ANSWERS = 1000;

/** What happens while logs are saved, in order: any number of `channel`, then exactly one of the others. */
export type CollectEvent =
  | { readonly type: "channel"; readonly progress: ChannelProgress }
  /** The same of another computer. */
  | { readonly type: "host"; readonly progress: HostProgress }
  /** At least one log was saved, or was looked at and held nothing new. `asOf` is when saving began. */
  | { readonly type: "done"; readonly files: readonly FileRef[]; readonly asOf: number }
  | { readonly type: "cancelled" }
  /** No log could be saved; the error is that of the first one asked for. */
  | { readonly type: "failed"; readonly error: AppError };

/** News that the host sends by itself. */
export type HostEvent =
  /** Files were named on the command line, by a second start, or by the system; the page should open them. */
  | { readonly type: "openFiles"; readonly files: readonly FileRef[] }
  | { readonly type: "command"; readonly command: HostCommand }
  /** The menu asks for a view, by its place in `PageState.views`. */
  | { readonly type: "showView"; readonly view: number }
  /** The list of recent cases was changed by somebody else than the page. */
  | { readonly type: "recentChanged" };

export const HOST_COMMANDS = [
  "open",
  "add",
  "openDemo",
  "readLive",
  "export",
  "print",
  "closeCase",
  "undo",
  "redo",
  "find",
  "palette",
  "back",
  "forward",
  "help",
  "shortcuts",
  "about",
] as const;
export type HostCommand = (typeof HOST_COMMANDS)[number];

/**
 * All that a page may ask of the program behind it, over whatever wire. Promises reject with `HostError`.
 * Streams deliver in order and end by themselves; the returned function stops one.
 */
export interface Host {
  info(): Promise<HostInfo>;
  pickFiles(): Promise<readonly FileRef[]>;
  /** The demo log that ships with the program. */
  demoFiles(): Promise<readonly FileRef[]>;
  recent(): Promise<readonly RecentCase[]>;
  /** Files of a recent case that still exist. */
  recentFiles(id: string): Promise<readonly FileRef[]>;
  forgetRecent(id: string | "all"): Promise<void>;
  /** Reads and pairs files into a case. A case can be opened again with more or fewer files. */
  openCase(
    files: readonly FileToken[],
    onEvent: (event: JobEvent) => void,
    options?: OpenCaseOptions,
  ): () => void;
  closeCase(caseId: CaseId): Promise<void>;
  /**
   * Tells what files are, in their order; null for one that cannot be read. `full` hashes them whole whatever their
   * size; otherwise large ones only get a probe.
   */
  identify(files: readonly FileToken[], full: boolean): Promise<readonly (FileIdentity | null)[]>;
  /**
   * Makes a case known whose result the page holds already, so that its records can be read again without reading
   * its logs: the file of each source, null for a source without records.
   */
  attachCase(files: readonly FileToken[], sources: readonly (FileToken | null)[]): Promise<CaseId>;
  /** Reads one record of an open case again, by its source and byte offset. */
  readRecord(caseId: CaseId, source: number, offset: number): Promise<RecordDetail>;
  /**
   * Writes whole records of an open case, every field of each, in the order of its files, block by block: the next block
   * is made when the one before was taken.
   */
  openRecords(caseId: CaseId, ask: RecordsAsk): Promise<RecordsId>;
  /** The next block of the file; null behind the last one. */
  nextRecords(records: RecordsId): Promise<Uint8Array | null>;
  /** Ends it, whatever is left. One that is not known has ended already. */
  closeRecords(records: RecordsId): Promise<void>;
  /** Lists records of an open case, of every kind, in the order of its sources. */
  listEvents(caseId: CaseId, ask: EventAsk, onEvent: (event: EventListEvent) => void): () => void;
  /** Asks where an export goes and begins it beside that place; null when the user changed their mind. */
  beginSave(name: string, form: SaveForm): Promise<SaveId | null>;
  /**
   * Adds at most `MAX_SAVE_PIECE` bytes to an export. Resolves when they are written: whoever waits for it is never
   * ahead of the disk.
   */
  writeSave(save: SaveId, bytes: Uint8Array): Promise<void>;
  /** Puts an export in its place, whole. After a failure here or in `writeSave` nothing of it is left. */
  endSave(save: SaveId): Promise<void>;
  /** Gives an export up; nothing of it is left. One that is not known is given up already. */
  dropSave(save: SaveId): Promise<void>;
  /** Shows an export that this page saved in its folder; rejects with `exportMissing` when it is no longer there. */
  showSaved(save: SaveId): Promise<void>;
  /** Lets the user drag an export that this page saved out of the window: to be asked while a drag begins. */
  dragSaved(save: SaveId): Promise<void>;
  /** Tells what the page shows, whenever that changes; for a host that wants to know. */
  pageState(state: PageState): Promise<void>;
  /** What is known of the logs of the host's own machine. Asking changes nothing and needs no permission. */
  liveLog(): Promise<LiveLog>;
  /** Saves logs of the host's own machine as files of this page; those not used by a case are removed with the page. */
  collect(options: CollectOptions, onEvent: (event: CollectEvent) => void): () => void;
  /** Listens to host events, starting with those that waited for a listener. */
  listen(onEvent: (event: HostEvent) => void): () => void;
}
