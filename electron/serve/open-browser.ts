import { spawn } from "node:child_process";

/** How one platform opens an address in the default browser; null where there is nobody to see it. */
export function browserCommand(
  url: string,
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
): { readonly command: string; readonly args: readonly string[] } | null {
  if (platform === "win32") {
    // `start` belongs to a shell and would read & and % in the address.
    return { command: "rundll32.exe", args: ["url.dll,FileProtocolHandler", url] };
  }
  if (platform === "darwin") return { command: "open", args: [url] };
  const hasDisplay = Boolean(env.DISPLAY) || Boolean(env.WAYLAND_DISPLAY);
  return hasDisplay ? { command: "xdg-open", args: [url] } : null;
}

/** Opens an address of ours in the default browser. False when it cannot be tried, so that the caller prints it. */
export function openBrowser(url: string): Promise<boolean> {
  const found = browserCommand(url, process.platform, process.env);
  if (found === null) return Promise.resolve(false);
  return new Promise((resolve) => {
    const child = spawn(found.command, found.args, { stdio: "ignore", detached: true });
    child.on("error", () => resolve(false));
    child.on("spawn", () => {
      child.unref();
      resolve(true);
    });
  });
}
