import { createHash } from "node:crypto";
import { fileFailureOf } from "../../../shared/contract/file-failure.ts";
import { isOutOfMemory } from "../../../shared/contract/out-of-memory.ts";
import type { InputFile } from "../../../shared/contract/worker-job.ts";
import type { CancelToken } from "../../../shared/types/ports.ts";
import type { SourceFailure, SourceInfo } from "../../../shared/types/source.ts";
import type { TrailRows } from "../../../shared/types/trail.ts";
import { type FileSource, openFile } from "../file-source.ts";
import type { LogReader, ReaderFactory } from "../log-reader.ts";
import type { ProgressReporter } from "../progress.ts";
import { type PassResult, readSource, unreadSource } from "./describe-source.ts";

/** What a job does with one log. */
export interface InputPass {
  /** Reads it, once or more often. `source` is its position in the list of sources. */
  read(reader: LogReader, source: number, file: FileSource): PassResult;
  /** Numbers of the pass under way. */
  used(): number;
}

export interface FileRead {
  readonly info: SourceInfo;
  /** Reading broke off, so that what was read of it is not all. */
  readonly broken: boolean;
  /** Of a file of a trail. */
  readonly trail?: TrailRows;
}

export interface ReadFileOptions {
  readonly cancel: CancelToken;
  readonly recovered?: boolean;
  /** Hashed on the way unless this is false. */
  readonly hash?: boolean;
  readonly factory: ReaderFactory;
  readonly progress: ProgressReporter;
}

/** Reads one input as a whole. Never throws for what is in it or becomes of it. */
export function readFile(file: InputFile, id: number, options: ReadFileOptions, pass: InputPass): FileRead {
  const { cancel, recovered = false, factory, progress } = options;
  if (file.failure !== null) return { info: unreadSource(id, file.name, file.failure), broken: false };
  let source: FileSource;
  try {
    source = openFile(file.path);
  } catch (failure) {
    return { info: unreadSource(id, file.name, openFailure(failure)), broken: false };
  }
  const hash = options.hash === false ? null : createHash("sha256");
  let hashed = 0;
  /** Bytes of passes that are over, and of the one under way. */
  let before = 0;
  let done = 0;
  try {
    const opened = factory.open(source, {
      cancel,
      recovered,
      text: file,
      onBytes(bytes, position) {
        // A second pass brings the same bytes again.
        if (position !== hashed) return;
        hash?.update(bytes);
        hashed += bytes.length;
      },
      onProgress(bytesDone) {
        if (bytesDone < done) before += done;
        done = bytesDone;
        progress.at(before + bytesDone);
      },
    });
    const { format, reader, failure } = opened;
    const bytes = file.workbook?.bytes ?? source.size;
    const known = { ...unreadSource(id, file.name, failure), format, bytes };
    if (reader === null) {
      return {
        info: {
          ...known,
          ...(opened.cloud === undefined ? {} : { cloud: opened.cloud }),
          ...(file.workbook === undefined ? {} : { damage: file.damage ?? [] }),
        },
        broken: false,
      };
    }
    const usedBefore = pass.used();
    progress.startFile(file.name, () => ({
      records: reader.summary.records,
      used: pass.used() - usedBefore,
      damaged: reader.summary.damage.reduce((sum, { count }) => sum + count, 0),
    }));
    let result: PassResult | null = null;
    try {
      result = pass.read(reader, id, source);
    } catch (failure) {
      if (isOutOfMemory(failure)) throw failure;
      // A disk that fails in the middle. What was read until then stays.
    }
    const read = {
      damage: file.damage ?? [],
      summary: reader.summary,
      result,
      size: source.size,
      done: hashed,
      sha256: hash !== null && hashed === source.size ? hash.digest("hex") : null,
    };
    const { trail, cloud } = read.summary;
    const rows = trail?.rows ?? cloud?.rows ?? undefined;
    const info = readSource(known, read);
    return {
      // A sheet is read as text; what it came from is the workbook.
      info: file.workbook === undefined ? info : { ...info, bytes, sha256: hash && file.workbook.sha256 },
      broken: result === null || result.lost > 0,
      ...(rows === undefined ? {} : { trail: rows }),
    };
  } catch (failure) {
    if (isOutOfMemory(failure)) throw failure;
    return { info: unreadSource(id, file.name, "unreadable"), broken: true };
  } finally {
    source.close();
  }
}

/** Why a file could not be opened. A folder is expanded before it comes here, so one that does come holds no file. */
export function openFailure(failure: unknown): SourceFailure {
  const why = fileFailureOf(failure);
  return why === "isFolder" ? "emptyFolder" : why;
}
