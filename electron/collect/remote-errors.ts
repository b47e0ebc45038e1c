import { type AppError, type AppErrorCode, appError } from "../../shared/contract/errors.ts";
import { windowsError } from "./program-errors.ts";

/**
 * Error numbers of Windows (winerror.h) about another computer. The same numbers about this one mean something else,
 * see program-errors.ts.
 */
const CODES: ReadonlyMap<number, AppErrorCode> = new Map<number, AppErrorCode>([
  [5, "remoteDenied"],
  [1314, "remoteDenied"],
  // Bad network path, network name gone, semaphore timeout, unknown host; RPC server unavailable, busy, call failed
  [53, "remoteUnreachable"],
  [64, "remoteUnreachable"],
  [121, "remoteUnreachable"],
  [1707, "remoteUnreachable"],
  [1722, "remoteUnreachable"],
  [1723, "remoteUnreachable"],
  [1726, "remoteUnreachable"],
  [11001, "remoteUnreachable"],
  [1753, "remoteNoService"],
  [1058, "remoteNoService"],
  [1062, "remoteNoService"],
  // User name or password, no such user; and what only an administrator can put right
  [86, "remoteCredentials"],
  [1317, "remoteCredentials"],
  [1326, "remoteCredentials"],
  [1327, "remoteLocked"],
  [1328, "remoteLocked"],
  [1330, "remoteLocked"],
  [1331, "remoteLocked"],
  [1385, "remoteDenied"],
  [1793, "remoteLocked"],
  [1907, "remoteLocked"],
  [1909, "remoteLocked"],
  [1500, "collectDamaged"],
  [15001, "remoteQuery"],
  [15007, "channelMissing"],
  [2, "collectNoFolder"],
  [3, "collectNoFolder"],
]);
/** Publisher or its texts not installed: harmless, the XML is whole without them. */
const HARMLESS: ReadonlySet<number> = new Set([15_002, 15_027]);
/** What may have passed by the next try. */
const PASSING: ReadonlySet<number> = new Set([53, 64, 121, 1722, 1723, 1726, 1753]);

/** What an exit code of a question to another computer means; null when nothing went wrong. */
export function remoteError(code: number): AppError | null {
  const exit = windowsError(code);
  if (exit === 0 || HARMLESS.has(exit)) return null;
  return appError(CODES.get(exit) ?? "collectFailed", { exit });
}

export function mayPass({ params }: AppError): boolean {
  return typeof params.exit === "number" && PASSING.has(params.exit);
}

/** The computer was reached and refused who asked: trying further could lock the account. */
export function refusesAccount({ code }: AppError): boolean {
  return code === "remoteCredentials" || code === "remoteLocked";
}

/** The computer let the account in, whatever came then. */
export function provesAccount(error: AppError | null): boolean {
  return error === null || error.code === "remoteDenied" || error.code === "channelMissing";
}
