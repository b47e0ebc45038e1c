/** Failures that cross a boundary are values of this closed list; the words a user sees are made from them in one place. */
export const APP_ERROR_CODES = [
  "noInput",
  "noLog",
  "fileMissing",
  "fileDenied",
  "caseUnknown",
  // Params: `count` sessions and refused logons, of which a window holds `most`.
  "caseTooLarge",
  "recordUnreadable",
  "workerLost",
  "outOfMemory",
  "hostLost",
  "notAllowed",
  "badMessage",
  // Params: `file` without its folder, `reason`: the system's code, or `isInput`, `print`, `tooLong`.
  "saveFailed",
  // It was moved or removed after it was saved.
  "exportMissing",
  "notWindows",
  "collectDenied",
  "collectRefused",
  "collectNotElevated",
  "collectNoProgram",
  "collectNoService",
  "collectNoFolder",
  "collectDiskFull",
  "collectTimeout",
  "collectDamaged",
  "collectQuery",
  "collectFailed",
  "channelMissing",
  // Of other machines
  "remoteUnreachable",
  "remoteNoService",
  "remoteDenied",
  "remoteCredentials",
  "remoteLocked",
  "remoteTimeout",
  "remoteNotAsked",
  "remoteQuery",
  "remoteBroken",
  "internal",
] as const;
export type AppErrorCode = (typeof APP_ERROR_CODES)[number];

export interface AppError {
  readonly code: AppErrorCode;
  /** Values for the text, such as a file name; never a stack trace. */
  readonly params: Readonly<Record<string, string | number>>;
}

/** A failure or a value. Nothing is thrown across a wire: Electron's own channel keeps only a message. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: AppError };

export function appError(code: AppErrorCode, params: AppError["params"] = {}): AppError {
  return { code, params };
}

/** What a `Host` call rejects with inside one process, so that callers can use `await` and `catch`. */
export class HostError extends Error {
  readonly error: AppError;
  constructor(error: AppError) {
    super(error.code);
    this.name = "HostError";
    this.error = error;
  }
}
