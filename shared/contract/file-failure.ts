import type { SourceFailure } from "../types/source.ts";

/** What an operating system's error code (`ENOENT`) means for an input. */
export function fileFailureOf(failure: unknown): SourceFailure {
  const code = failure instanceof Error && "code" in failure ? failure.code : "";
  switch (code) {
    case "ENOENT":
    case "ENOTDIR":
      return "missing";
    case "EACCES":
    case "EPERM":
      return "denied";
    case "EBUSY":
      return "busy";
    case "EISDIR":
      return "isFolder";
    case "ENXIO":
      return "special";
    case "ELOOP":
      return "link";
    case "ENOSPC":
    case "EDQUOT":
      return "noSpace";
    default:
      return "unreadable";
  }
}
