import { createHash } from "node:crypto";
import { statSync } from "node:fs";
import { fileFailureOf } from "../../shared/contract/file-failure.ts";
import type { JobProgress } from "../../shared/contract/job.ts";
import type { InputFile } from "../../shared/contract/worker-job.ts";
import { channelKindOf } from "../../shared/engine/catalog/event-catalog.ts";
import type { ReaderSummary } from "../../shared/readers/reader-summary.ts";
import { CHANNEL } from "../../shared/types/event-table.ts";
import type { CancelToken } from "../../shared/types/ports.ts";
import type { Damage, SourceFailure, SourceInfo, SourceNote } from "../../shared/types/source.ts";
import type { StringTable } from "../../shared/types/string-table.ts";
import { NO_TIME } from "../../shared/types/units.ts";
import { type FileSource, openFile } from "./file-source.ts";
import { type LogReader, ReaderFactory } from "./log-reader.ts";
import { ProgressReporter, type ReadNumbers } from "./progress.ts";

/** What a job does with one log. */
export interface InputPass {
  /** Reads it, once or more often. `source` is its position in the list of sources. */
  read(reader: LogReader, source: number, file: FileSource): PassResult;
  /** Numbers of the pass under way. */
  used(): number;
  /** Told after each piece of an input; `info` describes it as far as it has been read. */
  onPiece?(progress: ProgressReporter, file: FileSource, info: () => SourceInfo): void;
}

export interface PassResult {
  readonly used: number;
  /** Logons and failed logons. */
  readonly logons: number;
  /** Rows that found no room. */
  readonly lost: number;
}

export interface ReadOptions {
  readonly files: readonly InputFile[];
  readonly strings: StringTable;
  readonly cancel: CancelToken;
  readonly recovered?: boolean;
  /** How often each input is read. */
  readonly passes?: number;
  readonly send: (progress: JobProgress) => void;
}

export interface ReadInputs {
  readonly sources: readonly SourceInfo[];
  /** Position in the list of inputs of each source. */
  readonly inputs: readonly number[];
  readonly cancelled: boolean;
  /** Reading of some input broke off, so that what was read of it is not all. */
  readonly broken: boolean;
  readonly progress: ProgressReporter;
}

/** A log keeps its place among the sources only if it is one, or if the user named it. */
type Outcome = { readonly info: SourceInfo; readonly broken: boolean };

/**
 * Reads inputs one after another; no failure of one stops the others. Hashes each while it is read. What is no log
 * is left out when it was only found in a folder, but a folder without any log stands as one failed source.
 */
export function readInputs(options: ReadOptions, pass: InputPass): ReadInputs {
  const { files, cancel, passes = 1 } = options;
  const factory = new ReaderFactory(options.strings);
  const sizes = files.map((file) => (file.failure === null ? sizeOf(file.path) : 0));
  const progress = new ProgressReporter(sizes.reduce((sum, size) => sum + size, 0) * passes, options.send);
  const sources: SourceInfo[] = [];
  const inputs: number[] = [];
  /** Folders by name: whether a log was found in them yet. */
  const folders = new Map<string, { found: boolean; first: number }>();
  let broken = false;
  progress.phase("opening");

  for (const [index, file] of files.entries()) {
    if (cancel.cancelled) break;
    if (file.folder !== null && !folders.has(file.folder))
      folders.set(file.folder, { found: false, first: index });
    const outcome = readInput(file, sources.length, options, factory, progress, pass);
    progress.endFile((sizes[index] ?? 0) * passes);
    const isNoLog = outcome.info.failure === "notALog" || outcome.info.failure === "emptyFile";
    if (file.folder !== null) {
      if (isNoLog) continue;
      folders.get(file.folder)!.found = true;
    }
    broken ||= outcome.broken;
    sources.push(outcome.info);
    inputs.push(index);
  }
  if (!cancel.cancelled) {
    for (const [folder, { found, first }] of folders) {
      if (found) continue;
      sources.push(failed(sources.length, folder, "emptyFolder"));
      inputs.push(first);
    }
  }
  return { sources, inputs, cancelled: cancel.cancelled, broken, progress };
}

function readInput(
  file: InputFile,
  id: number,
  { cancel, recovered = false }: ReadOptions,
  factory: ReaderFactory,
  progress: ProgressReporter,
  pass: InputPass,
): Outcome {
  if (file.failure !== null) return { info: failed(id, file.name, file.failure), broken: false };
  let source: FileSource;
  try {
    source = openFile(file.path);
  } catch (failure) {
    // A folder is expanded before it comes here, so one that does come holds no file.
    const why = fileFailureOf(failure);
    return { info: failed(id, file.name, why === "isFolder" ? "emptyFolder" : why), broken: false };
  }
  const hash = createHash("sha256");
  let hashed = 0;
  /** Bytes of passes that are over, and of the one under way. */
  let before = 0;
  let done = 0;
  try {
    const { format, reader, failure } = factory.open(source, {
      cancel,
      recovered,
      onBytes(bytes, position) {
        // A second pass brings the same bytes again.
        if (position !== hashed) return;
        hash.update(bytes);
        hashed += bytes.length;
      },
      onProgress(bytesDone) {
        if (bytesDone < done) before += done;
        done = bytesDone;
        progress.at(before + bytesDone);
        pass.onPiece?.(progress, source, info);
      },
    });
    const info = (): SourceInfo => {
      const known = { ...failed(id, file.name, failure), format, bytes: source.size };
      if (reader === null) return known;
      const { records, oldest, newest, computers, channels, damage, notes, ...summary } = reader.summary;
      return {
        ...known,
        records,
        used: pass.used() - usedBefore,
        recovered: summary.recovered,
        oldest,
        newest,
        computers,
        channels,
        damage,
        notes,
      };
    };
    if (reader === null) return { info: info(), broken: false };
    const usedBefore = pass.used();
    progress.startFile(file.name, () => numbersOf(reader, pass));
    let result: PassResult | null = null;
    try {
      result = pass.read(reader, id, source);
    } catch {
      // A disk that fails in the middle. What was read until then stays.
    }
    const { summary } = reader;
    const whole = result !== null && hashed === source.size && !summary.cancelled;
    return {
      info: {
        ...info(),
        used: result?.used ?? 0,
        sha256: whole ? hash.digest("hex") : null,
        damage: damageOf(summary, result, done),
        notes: notesOf(summary, result),
        failure: failureOf(summary, result),
      },
      broken: result === null || result.lost > 0,
    };
  } finally {
    source.close();
  }
}

function damageOf(
  { damage, records }: ReaderSummary,
  result: PassResult | null,
  done: number,
): readonly Damage[] {
  if (result === null)
    return records === 0 ? damage : [...damage, { code: "truncated", offset: done, count: 1 }];
  return result.lost === 0 ? damage : [...damage, { code: "limit", offset: 0, count: result.lost }];
}

/** Logs that help without holding a logon of the Security log, so that its absence is nothing to tell. */
const HELPERS: ReadonlySet<number> = new Set([CHANNEL.system, CHANNEL.lsm, CHANNEL.rcm]);

function notesOf(
  { notes, isLog, cancelled, channels }: ReaderSummary,
  result: PassResult | null,
): readonly SourceNote[] {
  const helps = channels.length > 0 && channels.every((channel) => HELPERS.has(channelKindOf(channel)));
  return isLog && !cancelled && !helps && result?.logons === 0 ? [...notes, "noLogonEvents"] : notes;
}

function failureOf(
  { records, isLog, cancelled }: ReaderSummary,
  result: PassResult | null,
): SourceFailure | null {
  if (result === null && records === 0) return "unreadable";
  if (isLog) return null;
  return cancelled ? "cancelled" : "notALog";
}

function numbersOf(reader: LogReader, pass: InputPass): ReadNumbers {
  const { records, damage } = reader.summary;
  return { records, used: pass.used(), damaged: damage.reduce((sum, { count }) => sum + count, 0) };
}

/** An input of which nothing is known but its name. */
function failed(id: number, path: string, failure: SourceFailure | null): SourceInfo {
  return {
    id,
    path,
    format: "unknown",
    bytes: 0,
    sha256: null,
    records: 0,
    used: 0,
    duplicates: 0,
    recovered: 0,
    oldest: NO_TIME,
    newest: NO_TIME,
    computers: [],
    channels: [],
    damage: [],
    notes: [],
    failure,
  };
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
