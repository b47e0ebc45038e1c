import type { HelpPlace } from "../../data/help/help-page.ts";
import type { HelpVisit } from "../../state/help.ts";

/** What is read of the guide, and how to go on: beside the case, or over a dialog. */
export interface HelpReading {
  readonly visit: HelpVisit | null;
  readonly canGoBack: boolean;
  readonly search: string;
  /** Changes when the guide should get the focus. */
  readonly asked: number;
  /** `top` is how far the page is scrolled that is left. */
  readonly go: (place: HelpPlace, top: number) => void;
  readonly back: () => void;
  readonly find: (text: string) => void;
  /** Told how far the page is scrolled when the guide goes away. */
  readonly leave: (top: number) => void;
}
