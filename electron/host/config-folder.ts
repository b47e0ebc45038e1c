import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** Where a user's settings of this program stand, by the custom of each system. */
export function configFolder(
  platform: NodeJS.Platform = process.platform,
  env: Readonly<Record<string, string | undefined>> = process.env,
  home: string = homedir(),
): string {
  if (platform === "win32") return join(env.APPDATA || join(home, "AppData", "Roaming"), "Logonscope");
  if (platform === "darwin") return join(home, "Library", "Application Support", "Logonscope");
  return join(env.XDG_CONFIG_HOME || join(home, ".config"), "logonscope");
}

/** Settings files are small; a longer one is not ours. */
const MAX_BYTES = 1024 * 1024;

/** The JSON of a settings file; undefined when it is missing, too long, or no JSON. */
export function readJson(path: string): unknown {
  try {
    const text = readFileSync(path);
    return text.length > MAX_BYTES ? undefined : JSON.parse(text.toString("utf8"));
  } catch {
    return undefined;
  }
}

/** Replaces a settings file as a whole or not at all; false when it could not be written. Readable by its owner only. */
export function writeJson(folder: string, name: string, value: unknown): boolean {
  const temporary = join(folder, `.${name}.${randomBytes(6).toString("hex")}`);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(temporary, `${JSON.stringify(value, null, 1)}\n`, { mode: 0o600, flag: "wx" });
    renameSync(temporary, join(folder, name));
    return true;
  } catch {
    try {
      rmSync(temporary, { force: true });
    } catch {
      // Where it could not be made it cannot be removed either.
    }
    return false;
  }
}
