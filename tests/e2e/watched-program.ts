import { spawnSync } from "node:child_process";
import { constants, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { PATIENCE_MS } from "../patience.ts";
import { projectRoot } from "../source-tree.ts";
import type { Command } from "./every-command.ts";

/** One thing that a watched program did. */
export interface Note {
  readonly thread: number;
  readonly what: string;
  /** The file, or the address, name or program. */
  readonly path: string;
  /** Of a file that was opened. */
  readonly readOnly: boolean;
}

export interface WatchedRun extends Command {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  readonly notes: readonly Note[];
}

export interface Places {
  readonly home: string;
  readonly temporary: string;
}

/** Environment that has a Node program, and its threads, watched, and gives it a home of its own. */
export function watched(notes: string, { home, temporary }: Places): Record<string, string> {
  const watch = pathToFileURL(join(projectRoot, "tests/e2e/watch-program.mjs")).href;
  return {
    NODE_OPTIONS: `--import=${watch}`,
    LOGONSCOPE_WATCH: notes,
    HOME: home,
    USERPROFILE: home,
    XDG_CONFIG_HOME: home,
    APPDATA: home,
    LOCALAPPDATA: home,
    TMPDIR: temporary,
    TEMP: temporary,
    TMP: temporary,
  };
}

/** What was noted, a line a thing. */
export function readNotes(file: string): Note[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8")
    .split("\n")
    .filter(Boolean)
    .flatMap((line) => {
      const [thread, what, path = "", how, other] = JSON.parse(line) as [
        number,
        string,
        string?,
        unknown?,
        string?,
      ];
      const isFile = what === "open" || what === "change";
      const readOnly = what === "open" && isReading(how);
      const note = { thread, what, path: isFile ? resolve(path) : path, readOnly };
      return other === undefined ? [note] : [note, { ...note, path: resolve(other) }];
    });
}

/** Whether a file opened so can only be read. */
function isReading(flags: unknown): boolean {
  if (typeof flags !== "number") return flags === "r" || flags === "rs";
  const changing =
    constants.O_WRONLY | constants.O_RDWR | constants.O_CREAT | constants.O_TRUNC | constants.O_APPEND;
  return (flags & changing) === 0;
}

/** Runs the built command line, or another script, under watch and waits for it. */
export function watchedCli(
  command: Command,
  places: Places,
  script: string = join(projectRoot, "out/cli/index.js"),
): WatchedRun {
  const folder = mkdtempSync(join(tmpdir(), "logonscope-watch-"));
  const notes = join(folder, "notes");
  try {
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...command.args], {
      encoding: "utf8",
      maxBuffer: 1 << 28,
      timeout: 4 * PATIENCE_MS,
      env: { ...process.env, ...watched(notes, places) },
      input: command.input ?? "",
    });
    return { ...command, code: status, out: stdout, err: stderr, notes: readNotes(notes) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
