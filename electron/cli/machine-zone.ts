import { readlinkSync } from "node:fs";

const UTC_LINK = /\/zoneinfo(?:\/posix)?\/(?:Etc\/)?UTC$/;

/**
 * IANA name of this machine's zone. To ask for it takes as long as reading ten megabytes, because the platform's
 * language data is loaded for it; that a machine runs on UTC, as servers do, is seen without it.
 */
export function machineZone(zone = process.env.TZ, link = localTimeLink): string {
  const isUtc = zone === undefined ? UTC_LINK.test(link()) : zone === "UTC";
  return isUtc ? "UTC" : Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
}

/** Where the system says which zone it is in; empty where it is said otherwise, as on Windows. */
function localTimeLink(): string {
  try {
    return readlinkSync("/etc/localtime");
  } catch {
    return "";
  }
}
