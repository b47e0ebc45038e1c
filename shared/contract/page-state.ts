import { LANGUAGES, type Language } from "../types/language.ts";
import { type Guard, isBoolean, isCount, isListOf, isObject, isOneOf, isText } from "./shapes.ts";

/*
 * What a page tells of itself to a program with a menu, a task bar and notices of its own. There is nothing of the
 * evidence in it but counts: what is shown outside of the window is seen by whoever passes by.
 */

export const WORK_KINDS = ["reading", "saving"] as const;

/** Work that takes a while. */
export interface PageWork {
  readonly kind: (typeof WORK_KINDS)[number];
  /** From 0 to 1; null while it is not known how much there is. */
  readonly part: number | null;
}

/** What work came to. */
export type WorkDone =
  | {
      readonly kind: "reading";
      readonly failed: boolean;
      readonly logs: number;
      readonly sessions: number;
    }
  | { readonly kind: "saving"; readonly failed: boolean };

export interface PageState {
  /** Of the words on screen. */
  readonly language: Language;
  /** A case is on screen. */
  readonly hasCase: boolean;
  /** What is on screen can be saved now. */
  readonly canSave: boolean;
  /** Titles of the views, in their order. */
  readonly views: readonly string[];
  readonly work: PageWork | null;
  /** Of the last work; null while some is under way, and after one that was stopped. */
  readonly done: WorkDone | null;
}

const MAX_VIEWS = 40;
const MAX_TITLE = 100;

export function isPageState(value: unknown): value is PageState {
  return (
    isObject(value) &&
    isOneOf(LANGUAGES, value.language) &&
    isBoolean(value.hasCase) &&
    isBoolean(value.canSave) &&
    isListOf((title): title is string => isText(title, MAX_TITLE), value.views, MAX_VIEWS) &&
    (value.work === null || isWork(value.work)) &&
    (value.done === null || isDone(value.done))
  );
}

const isWork: Guard<PageWork> = (value): value is PageWork =>
  isObject(value) &&
  isOneOf(WORK_KINDS, value.kind) &&
  (value.part === null || (typeof value.part === "number" && value.part >= 0 && value.part <= 1));

const isDone: Guard<WorkDone> = (value): value is WorkDone =>
  isObject(value) &&
  isBoolean(value.failed) &&
  (value.kind === "saving" || (value.kind === "reading" && isCount(value.logs) && isCount(value.sessions)));
