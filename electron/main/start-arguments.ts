import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { MAX_FILES } from "../../shared/contract/guard-basics.ts";

/** What one start of the program asks for. */
export interface StartArguments {
  /** Absolute paths, in the order they were named. */
  readonly paths: readonly string[];
  readonly demo: boolean;
  readonly private: boolean;
}

/** Longest path of any supported system (Windows with long paths). */
const MAX_PATH_LENGTH = 32_767;

/** Switches of `npm start` that take the next argument as their value and mean nothing to the window. */
const VALUED = new Set(["--port"]);

/**
 * Reads arguments as a user gave them, without the program's own name. Everything that starts with `-` is a switch:
 * ours are known, all others belong to Chromium, Electron, macOS or a test driver and mean nothing here. After `--`
 * all is a file. Relative paths belong to `folder`.
 */
export function parseStartArguments(args: readonly string[], folder: string): StartArguments {
  const files: string[] = [];
  const switches = new Set<string>();
  let onlyFiles = false;
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!;
    if (onlyFiles || !arg.startsWith("-")) files.push(arg);
    else if (arg === "--") onlyFiles = true;
    else {
      switches.add(arg);
      if (VALUED.has(arg)) i++;
    }
  }
  return {
    paths: files.filter((file) => file !== "").flatMap((file) => absolutePath(file, folder)),
    demo: switches.has("--demo"),
    private: switches.has("--private"),
  };
}

/** Linux desktops hand over `file:` addresses; one that names no local file is dropped. */
function absolutePath(file: string, folder: string): string[] {
  if (!file.startsWith("file:")) return [resolve(folder, file)];
  try {
    return [fileURLToPath(file)];
  } catch {
    return [];
  }
}

const NO_SANDBOX = "--no-sandbox";

/**
 * Whether pages would run outside of Chromium's sandbox. The launcher of an AppImage asks for that where the system has no
 * namespaces for users.
 */
export function isUnsandboxed(argv: readonly string[]): boolean {
  const end = argv.indexOf("--");
  return argv.slice(0, end === -1 ? argv.length : end).includes(NO_SANDBOX);
}

/**
 * The user's part of `process.argv`. Installed, that is all after the program and what its launcher put first. From the
 * source folder Electron itself is the program: its own switches come first, then the entry file; `-r` takes a value, as
 * Electron reads it.
 */
export function userArguments(argv: readonly string[], installed: boolean): string[] {
  let at = 1;
  if (installed && argv[at] === NO_SANDBOX) at++;
  if (!installed) {
    while (at < argv.length && argv[at]!.startsWith("-"))
      at += argv[at] === "-r" || argv[at] === "--require" ? 2 : 1;
    at++;
  }
  return argv.slice(at);
}

/** Checks what a second start of the program sent; null when it is not ours. */
export function startArgumentsFrom(value: unknown): StartArguments | null {
  if (typeof value !== "object" || value === null) return null;
  const { paths, demo, private: isPrivate } = value as Partial<Record<keyof StartArguments, unknown>>;
  if (!arePaths(paths) || typeof demo !== "boolean" || typeof isPrivate !== "boolean") return null;
  return { paths, demo, private: isPrivate };
}

/** True for a list of paths of a sane size: the guard for everything that claims to be one. */
export function arePaths(value: unknown): value is readonly string[] {
  return (
    Array.isArray(value) &&
    value.length <= MAX_FILES &&
    value.every((path) => typeof path === "string" && path !== "" && path.length <= MAX_PATH_LENGTH)
  );
}
