/** What a shell adds to the host: native dialogs, where there are any. */
export interface PlatformCalls {
  /** Asks for files; empty when the user changed their mind. */
  pickPaths?(): Promise<readonly string[]>;
  /** Asks where to save and saves; false when the user changed their mind. */
  saveFile?(name: string, bytes: Uint8Array): Promise<boolean>;
  /** Asks where to save, and saves an HTML report as PDF; false when the user changed their mind. */
  savePdf?(name: string, html: Uint8Array): Promise<boolean>;
}
