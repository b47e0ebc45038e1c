import { type AppError, type AppErrorCode, appError } from "../../shared/contract/errors.ts";
import { NOT_STARTED } from "./elevate.ts";
import type { ProgramEnd } from "./run-program.ts";

/** Error numbers of Windows (winerror.h) that a program of the system ends with. */
const CODES: ReadonlyMap<number, AppErrorCode> = new Map<number, AppErrorCode>([
  [2, "collectNoFolder"],
  [3, "collectNoFolder"],
  [5, "collectDenied"],
  [39, "collectDiskFull"],
  [112, "collectDiskFull"],
  [267, "collectNoFolder"],
  /** ERROR_ELEVATION_REQUIRED, ERROR_CANCELLED, ERROR_PRIVILEGE_NOT_HELD */
  [740, "collectDenied"],
  [1223, "collectRefused"],
  [1314, "collectDenied"],
  /** The service is disabled, not running; its log is corrupt. */
  [1058, "collectNoService"],
  [1062, "collectNoService"],
  [1500, "collectDamaged"],
  /** RPC: server unavailable, call failed, no endpoint. */
  [1722, "collectNoService"],
  [1726, "collectNoService"],
  [1753, "collectNoService"],
  [15001, "collectQuery"],
  [15007, "channelMissing"],
  [NOT_STARTED, "collectNotElevated"],
]);

/** What the end of a program means; null when it did what it was asked. */
export function programError(end: ProgramEnd): AppError | null {
  switch (end.type) {
    case "exited": {
      if (end.code === 0) return null;
      const exit = windowsError(end.code);
      return appError(CODES.get(exit) ?? "collectFailed", { exit });
    }
    case "notStarted":
      return appError("collectNoProgram");
    case "timeout":
      return appError("collectTimeout");
    case "died":
    case "cancelled":
      return appError("collectFailed");
  }
}

/** Some programs end with an HRESULT that wraps the error number: `0x80070005` is 5. */
export function windowsError(code: number): number {
  const unsigned = code >>> 0;
  return unsigned >>> 16 === 0x8007 ? unsigned & 0xffff : code;
}
