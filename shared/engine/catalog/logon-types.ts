import { NO_LOGON_TYPE } from "../../types/event-table.ts";

/*
 * Logon types as Windows numbers them (SECURITY_LOGON_TYPE of ntsecapi.h; event 4624 on Microsoft Learn). 1 and 6 are
 * not used by Windows.
 */

/** Groups for charts, in the order they are drawn. */
export const LOGON_TYPE_GROUPS = [
  "console",
  "remote",
  "unlock",
  "network",
  "batch",
  "service",
  "otherCredentials",
  "unknown",
] as const;
export type LogonTypeGroup = (typeof LOGON_TYPE_GROUPS)[number];

const GROUP_LABELS: Readonly<Record<LogonTypeGroup, string>> = {
  console: "Console",
  remote: "Remote",
  unlock: "Unlock",
  network: "Network",
  batch: "Batch",
  service: "Service",
  otherCredentials: "Other credentials",
  unknown: "Not known",
};

/**
 * Whether a person is there: `yes` (2 only together with the logon process User32), `inside` for an event within a
 * session that is already there, `no` for what programs do.
 */
export type HumanPresence = "yes" | "inside" | "no";

interface LogonTypeEntry {
  readonly name: string;
  readonly group: LogonTypeGroup;
  readonly presence: HumanPresence;
  /** One sentence for people. */
  readonly meaning: string;
}

const TYPES: Readonly<Record<number, LogonTypeEntry>> = {
  0: { name: "System", group: "service", presence: "no", meaning: "Windows itself at start." },
  2: { name: "Interactive", group: "console", presence: "yes", meaning: "At the computer's own screen." },
  3: {
    name: "Network",
    group: "network",
    presence: "no",
    meaning: "Over the network, for files or services; nobody sits at the screen.",
  },
  4: { name: "Batch", group: "batch", presence: "no", meaning: "A scheduled task." },
  5: { name: "Service", group: "service", presence: "no", meaning: "A Windows service." },
  7: { name: "Unlock", group: "unlock", presence: "inside", meaning: "The screen was unlocked." },
  8: {
    name: "NetworkCleartext",
    group: "network",
    presence: "no",
    meaning: "Over the network with the password in clear, as web servers and SSH do.",
  },
  9: {
    name: "NewCredentials",
    group: "otherCredentials",
    presence: "no",
    meaning: "A program started with other credentials for the network only.",
  },
  10: { name: "RemoteInteractive", group: "remote", presence: "yes", meaning: "Through Remote Desktop." },
  11: {
    name: "CachedInteractive",
    group: "console",
    presence: "yes",
    meaning: "At the computer's own screen, without reaching a domain controller.",
  },
  12: {
    name: "CachedRemoteInteractive",
    group: "remote",
    presence: "yes",
    meaning: "Through Remote Desktop, without reaching a domain controller.",
  },
  13: {
    name: "CachedUnlock",
    group: "unlock",
    presence: "inside",
    meaning: "The screen was unlocked without reaching a domain controller.",
  },
};

function find(type: number): LogonTypeEntry | undefined {
  return Object.hasOwn(TYPES, type) ? TYPES[type] : undefined;
}

/** Numbers that Windows uses, ascending. */
export const LOGON_TYPES: readonly number[] = Object.keys(TYPES).map(Number);

/** Name of a logon type as Windows documents it; `type n` for a number Windows does not name. */
export function logonTypeName(type: number): string {
  return find(type)?.name ?? (type === NO_LOGON_TYPE ? "not given" : `type ${type}`);
}

/** What a logon type means, one sentence; empty for unknown numbers. */
export function logonTypeMeaning(type: number): string {
  return find(type)?.meaning ?? "";
}

/** Group of a logon type for charts. */
export function logonTypeGroup(type: number): LogonTypeGroup {
  return find(type)?.group ?? "unknown";
}

/** Label of a group for charts and legends. */
export function logonTypeGroupLabel(group: LogonTypeGroup): string {
  return GROUP_LABELS[group];
}

/** Whether a logon of the type shows a person at work; unknown numbers do not. */
export function logonTypePresence(type: number): HumanPresence {
  return find(type)?.presence ?? "no";
}
