import type { FileRef } from "../../shared/contract/host.ts";
import { type HostList, parseHosts } from "../../shared/contract/host-names.ts";
import { type HostProgress, MAX_PAGE_HOSTS } from "../../shared/contract/live-log.ts";
import type { LiveChannelId } from "../../shared/types/live-channels.ts";

export type { HostProgress };
export { MAX_PAGE_HOSTS, parseHosts };

/** What the page knows of other computers whose logs it reads. */
export interface HostDesk {
  /** The list as typed. */
  readonly text: string;
  readonly chosen: ReadonlySet<LiveChannelId>;
  /** How far each is, by name as typed; null before the first reading. */
  readonly rows: ReadonlyMap<string, HostProgress> | null;
  readonly running: boolean;
  /** What has come, of all tries. */
  readonly files: readonly FileRef[];
}

export const NO_HOSTS: HostDesk = {
  text: "",
  chosen: new Set<LiveChannelId>(["security", "system"]),
  rows: null,
  running: false,
  files: [],
};

const AGAIN: ReadonlySet<HostProgress["step"]> = new Set(["failed", "notAsked", "cancelled", "partly"]);

/** Computers that may be asked once more. */
export function hostsToRetry({ rows }: HostDesk): readonly string[] {
  return [...(rows?.values() ?? [])].filter(({ step }) => AGAIN.has(step)).map(({ host }) => host);
}

/** The names of a list, and whether they can be asked. */
export function hostListOf(text: string): HostList & { readonly ready: boolean } {
  const list = parseHosts(text);
  const { hosts, refused } = list;
  return { ...list, ready: hosts.length > 0 && hosts.length <= MAX_PAGE_HOSTS && refused.length === 0 };
}
