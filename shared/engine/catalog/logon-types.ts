import { NO_LOGON_TYPE } from "../../types/event-table.ts";

/*
 * Logon types as Windows numbers them (SECURITY_LOGON_TYPE of ntsecapi.h; event 4624 on Microsoft Learn). 1 and 6 are
 * not used by Windows.
 */

/** Groups for charts. */
export type LogonTypeGroup =
  | "console"
  | "remote"
  | "unlock"
  | "network"
  | "batch"
  | "service"
  | "otherCredentials"
  | "unknown";

/**
 * Whether a person is there: `yes` (2 only together with the logon process User32), `inside` for an event within a
 * session that is already there, `no` for what programs do.
 */
export type HumanPresence = "yes" | "inside" | "no";

interface LogonTypeEntry {
  readonly name: string;
  readonly group: LogonTypeGroup;
  readonly presence: HumanPresence;
}

const TYPES: Readonly<Record<number, LogonTypeEntry>> = {
  0: { name: "System", group: "service", presence: "no" },
  2: { name: "Interactive", group: "console", presence: "yes" },
  3: {
    name: "Network",
    group: "network",
    presence: "no",
  },
  4: { name: "Batch", group: "batch", presence: "no" },
  5: { name: "Service", group: "service", presence: "no" },
  7: { name: "Unlock", group: "unlock", presence: "inside" },
  8: {
    name: "NetworkCleartext",
    group: "network",
    presence: "no",
  },
  9: {
    name: "NewCredentials",
    group: "otherCredentials",
    presence: "no",
  },
  10: { name: "RemoteInteractive", group: "remote", presence: "yes" },
  11: {
    name: "CachedInteractive",
    group: "console",
    presence: "yes",
  },
  12: {
    name: "CachedRemoteInteractive",
    group: "remote",
    presence: "yes",
  },
  13: {
    name: "CachedUnlock",
    group: "unlock",
    presence: "inside",
  },
};

/** What each type means: one sentence for people. Names stay as Windows documents them. */
export const LOGON_TYPE_WORDS = {
  0: "Windows itself at start.",
  2: "At the computer's own screen.",
  3: "Over the network, for files or services; nobody sits at the screen.",
  4: "A scheduled task.",
  5: "A Windows service.",
  7: "The screen was unlocked.",
  8: "Over the network with the password in clear, as web servers and SSH do.",
  9: "A program started with other credentials for the network only.",
  10: "Through Remote Desktop.",
  11: "At the computer's own screen, without reaching a domain controller.",
  12: "Through Remote Desktop, without reaching a domain controller.",
  13: "The screen was unlocked without reaching a domain controller.",
};

/** The table in another language. */
export type LogonTypeWords = Readonly<Record<keyof typeof LOGON_TYPE_WORDS, string>>;

function find(type: number): LogonTypeEntry | undefined {
  return Object.hasOwn(TYPES, type) ? TYPES[type] : undefined;
}

/** Numbers that Windows uses, ascending. */
export const LOGON_TYPES: readonly number[] = Object.keys(TYPES).map(Number);

/** Name of a logon type as Windows documents it; `type n` for a number Windows does not name. */
export function logonTypeName(type: number): string {
  return find(type)?.name ?? (type === NO_LOGON_TYPE ? "not given" : `type ${type}`);
}

export function logonTypesIn(words: LogonTypeWords): (type: number) => string {
  const byType = new Map(Object.entries(words));
  return (type) => byType.get(String(type)) ?? "";
}

/** What a logon type means, one sentence; empty for unknown numbers. */
export const logonTypeMeaning = logonTypesIn(LOGON_TYPE_WORDS);

/** Group of a logon type for charts. */
export function logonTypeGroup(type: number): LogonTypeGroup {
  return find(type)?.group ?? "unknown";
}

/** Whether a logon of the type shows a person at work; unknown numbers do not. */
export function logonTypePresence(type: number): HumanPresence {
  return find(type)?.presence ?? "no";
}
