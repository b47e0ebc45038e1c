import type { HelpPlace } from "../data/help/help-page.ts";

/** A place of the guide and how far it was scrolled when it was left. */
export interface HelpVisit {
  readonly place: HelpPlace;
  readonly top: number;
}

/** The guide beside the case: what is shown of it, and what was shown before. */
export interface HelpDesk {
  readonly open: boolean;
  /** Null until the guide is first opened. */
  readonly visit: HelpVisit | null;
  readonly past: readonly HelpVisit[];
  /** What is searched for; an empty text searches for nothing. */
  readonly search: string;
  /** The page of the view that it was opened from: from the same view it opens where it was left. */
  readonly topic: string | null;
  /** Counts the wishes to read: each puts the focus into the guide. */
  readonly asked: number;
}

export const NO_HELP: HelpDesk = { open: false, visit: null, past: [], search: "", topic: null, asked: 0 };
