import { app, type BrowserWindow, nativeImage } from "electron";

/** A page with lines on it, drawn for this program: for files that the system has no picture of. */
const PAGE_PICTURE =
  "data:image/png;base64," +
  "iVBORw0KGgoAAAANSUhEUgAAACAAAAAgCAYAAABzenr0AAAAUUlEQVR42mNgGAU4QFRKyX9qYrIcQC0w6oBRBwwPB+" +
  "hnHCEaD08HjKYBUoJ8eDpgNA2Qkg3Ro2V4OGA0DZBTBA8vB4ymgVEHjEwHDGjXbMQAAGK8k1pmPCZ7AAAAAElFTkSu" +
  "QmCC";

/**
 * Begins to drag a saved file out of the window, while the page's own drag has just begun and was given up by it. Paths
 * come from the host alone: what a page may drag is what it saved.
 */
export async function dragFile(window: BrowserWindow | null, path: string): Promise<void> {
  const own = await app.getFileIcon(path).catch(() => null);
  // macOS refuses to drag without a picture.
  const icon = own === null || own.isEmpty() ? nativeImage.createFromDataURL(PAGE_PICTURE) : own;
  if (window === null || window.isDestroyed()) return;
  window.webContents.startDrag({ file: path, icon });
}
