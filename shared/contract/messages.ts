import type { Result } from "./errors.ts";
import type { Host } from "./host.ts";

/** Questions with one answer. */
export const CALLS = [
  "info",
  "pickFiles",
  "demoFiles",
  "recent",
  "recentFiles",
  "forgetRecent",
  "closeCase",
  "identify",
  "attachCase",
  "readRecord",
  "openRecords",
  "nextRecords",
  "closeRecords",
  "beginSave",
  "writeSave",
  "endSave",
  "dropSave",
  "showSaved",
  "dragSaved",
  "pageState",
  "liveLog",
] as const satisfies readonly (keyof Host)[];
export type CallName = (typeof CALLS)[number];

/** Questions answered by a stream of events. */
export const STREAMS = [
  "openCase",
  "collect",
  "listEvents",
  "listen",
] as const satisfies readonly (keyof Host)[];
export type StreamName = (typeof STREAMS)[number];

/**
 * What a page sends. Ids are chosen by the page and never used twice on one wire; `cancel` names the id of a stream,
 * which still ends in its own way.
 */
export type PageMessage =
  | { readonly type: "call"; readonly id: number; readonly name: CallName; readonly args: readonly unknown[] }
  | {
      readonly type: "open";
      readonly id: number;
      readonly name: StreamName;
      readonly args: readonly unknown[];
    }
  | { readonly type: "cancel"; readonly id: number };

/** What a host sends: one reply to each call, and the events of a stream in their order. */
export type HostMessage =
  | { readonly type: "reply"; readonly id: number; readonly result: Result<unknown> }
  | { readonly type: "event"; readonly id: number; readonly event: unknown };
