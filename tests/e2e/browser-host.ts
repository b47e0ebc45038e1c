import { spawn } from "node:child_process";
import { join } from "node:path";
import { projectRoot } from "../source-tree.ts";

export interface RunningHost {
  /** Address with its token, as the host printed it. */
  readonly url: string;
  readonly pid: number;
  /** Everything it has said so far, on both streams. */
  said(): string;
  stop(): Promise<void>;
}

/**
 * Starts the browser host as a user would, with files or flags, and waits for the address it prints. It remembers
 * nothing, unless `home` names a folder for its settings.
 */
export function startBrowserHost(
  args: readonly string[],
  home?: string,
  more: Readonly<Record<string, string>> = {},
): Promise<RunningHost> {
  const mode = home === undefined ? ["--private", "--port", "0"] : [];
  const settings = home === undefined ? {} : { HOME: home, XDG_CONFIG_HOME: home, APPDATA: home };
  const child = spawn(
    process.execPath,
    [join(projectRoot, "out/serve/index.js"), "--no-open", ...mode, ...args],
    { cwd: projectRoot, stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...settings, ...more } },
  );
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  return new Promise((resolve, reject) => {
    let said = "";
    const hear = (piece: Buffer): void => {
      said += piece.toString();
      const url = /http:\/\/\S+#\S+/.exec(said)?.[0];
      if (url !== undefined) {
        resolve({
          url,
          pid: child.pid ?? 0,
          said: () => said,
          stop: async () => {
            child.kill("SIGTERM");
            await exited;
          },
        });
      }
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    void exited.then(() =>
      reject(new Error(`the browser host stopped before it printed an address:\n${said}`)),
    );
  });
}
