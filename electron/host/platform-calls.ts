import type { PageState } from "../../shared/contract/page-state.ts";

/** What a shell adds to the host: native dialogs, where there are any. */
export interface PlatformCalls {
  /** Asks for files; empty when the user changed their mind. */
  pickPaths?(): Promise<readonly string[]>;
  /** Asks where to save a file of this name; null when the user changed their mind. */
  askWhere?(name: string): Promise<string | null>;
  /** Prints an HTML report into a PDF. Rejects when that fails or `signal` fires. */
  printPdf?(html: Uint8Array, signal: AbortSignal): Promise<Uint8Array>;
  /** Shows a saved file in its folder. */
  showFile?(path: string): void;
  /** Lets the user drag a saved file out of the window. */
  dragFile?(path: string): Promise<void>;
  /** What the page shows has changed; null when the page has gone. */
  pageState?(state: PageState | null): void;
}
