import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { httpWire, pageHeaders } from "../../renderer/host/http-wire.ts";
import type { FileRef } from "../../shared/contract/host.ts";
import type { JobEvent } from "../../shared/contract/job.ts";
import { createHostClient } from "../../shared/contract/rpc-page.ts";
import { tokenOf } from "../entered.ts";
import { eventually } from "../eventually.ts";
import { projectRoot } from "../source-tree.ts";
import { type RunningHost, startBrowserHost } from "./browser-host.ts";
import { scratchFolder } from "./chromium.ts";
import { namesIn, type TellingLogs, writeTellingLogs } from "./telling-logs.ts";

/*
 * Copies of evidence on disk: dropped files, unpacked archives, standard input. They are for this user alone, and are
 * gone when the program has ended; when it was killed, once it runs again.
 */
let scratch: ReturnType<typeof scratchFolder>;
let logs: TellingLogs;
let temporary = "";
const hosts: RunningHost[] = [];
beforeEach(() => {
  scratch = scratchFolder();
  logs = writeTellingLogs(join(scratch.path, "inputs"));
  temporary = join(scratch.path, "temporary");
  mkdirSync(temporary);
});
afterEach(async () => {
  for (const host of hosts.splice(0)) await host.stop();
  scratch.remove();
});

const environment = () => ({ TMPDIR: temporary, TEMP: temporary, TMP: temporary });
async function start(...args: string[]): Promise<RunningHost> {
  const host = await startBrowserHost(args, undefined, environment());
  hosts.push(host);
  return host;
}

interface Copy {
  readonly path: string;
  readonly mode: number;
  readonly isFolder: boolean;
  readonly names: readonly string[];
}
const copies = (): Copy[] =>
  readdirSync(temporary, { recursive: true, withFileTypes: true }).map((entry) => {
    const path = join(entry.parentPath, entry.name);
    const isFolder = entry.isDirectory();
    return {
      path,
      mode: statSync(path).mode & 0o777,
      isFolder,
      names: isFolder ? [] : namesIn(readFileSync(path)),
    };
  });

/** A page with a case: one log in an archive that the host unpacks, one that was dropped. */
async function openCase(host: RunningHost): Promise<void> {
  const { origin } = new URL(host.url);
  const page = {
    origin: `http://127.0.0.1:${new URL(origin).port}`,
    token: await tokenOf(host.url),
    id: crypto.randomUUID(),
  };
  const client = createHostClient(
    httpWire(
      page,
      () => {},
      () => {},
    ),
  );
  const named = await new Promise<readonly FileRef[]>((resolve) => {
    client.listen((event) => {
      if (event.type === "openFiles") resolve(event.files);
    });
  });
  const uploaded = await fetch(`${page.origin}/api/upload?name=dropped.evtx`, {
    method: "POST",
    headers: pageHeaders(page),
    body: new Uint8Array(readFileSync(logs.sound[0]!)),
  });
  const dropped = (await uploaded.json()) as FileRef;
  const tokens = [...named, dropped].map(({ token }) => token);
  const end = await new Promise<JobEvent>((resolve) => {
    client.openCase(
      tokens,
      (event) => ["done", "failed", "cancelled"].includes(event.type) && resolve(event),
    );
  });
  expect(end.type).toBe("done");
}

const archive = (): string => logs.sound.find((path) => path.endsWith(".zip"))!;

describe("copies of a case in the browser host", () => {
  const expectPrivate = (): void => {
    const made = copies();
    // Folders for both, and a file in each.
    expect(made.filter(({ isFolder }) => isFolder)).toHaveLength(2);
    const files = made.filter(({ isFolder }) => !isFolder);
    expect(files).toHaveLength(2);
    for (const { names } of files) expect(names.length).toBeGreaterThan(3);
    if (process.platform === "win32") return;
    expect(made.filter(({ mode, isFolder }) => mode !== (isFolder ? 0o700 : 0o600))).toEqual([]);
  };

  test("are for this user alone, and go with it", async () => {
    const host = await start(archive());
    await openCase(host);
    expectPrivate();
    await host.stop();
    expect(copies()).toEqual([]);
  });

  test("of one that was killed go with the next start, those of one that runs stay", async () => {
    const killed = await start(archive());
    await openCase(killed);
    const left = copies();
    process.kill(killed.pid, "SIGKILL");
    await killed.stop();
    expect(copies()).toEqual(left);
    const next = await start(archive());
    await openCase(next);
    expectPrivate();
    const paths = copies().map(({ path }) => path);
    expect(paths.filter((path) => left.some((old) => old.path === path))).toEqual([]);
    // A third beside it: what is in use is left alone.
    await start();
    expect(paths.every((path) => copies().some((copy) => copy.path === path))).toBe(true);
  });
});

describe("copies of the command line", () => {
  const run = (args: readonly string[]) =>
    spawn(process.execPath, [join(projectRoot, "out/cli/index.js"), ...args], {
      env: { ...process.env, ...environment() },
      stdio: ["pipe", "pipe", "pipe"],
    });
  const ended = (child: ReturnType<typeof run>): Promise<unknown> =>
    new Promise((resolve) => child.once("close", resolve));

  test("of standard input are for this user alone, and go also when it was killed", async () => {
    const killed = run(["sessions", "-"]);
    // It waits for more, with a part on disk.
    killed.stdin.write(readFileSync(logs.sound[0]!).subarray(0, 40_000));
    await eventually(() => expect(copies().filter(({ names }) => names.length > 3)).toHaveLength(1));
    const left = copies();
    if (process.platform !== "win32")
      expect(left.map(({ mode, isFolder }) => [isFolder, mode])).toEqual([
        [true, 0o700],
        [false, 0o600],
      ]);
    killed.kill("SIGKILL");
    await ended(killed);
    expect(copies()).toEqual(left);

    // The next that needs a folder removes what is left, whatever it was for.
    const next = run(["sessions", archive(), "--format", "csv"]);
    next.stdout.resume();
    expect(await ended(next)).toBe(0);
    expect(copies()).toEqual([]);
  });

  test("go when it is interrupted", async () => {
    const child = run(["sessions", "-"]);
    child.stdin.write(readFileSync(logs.sound[0]!).subarray(0, 40_000));
    await eventually(() => expect(copies().filter(({ isFolder }) => !isFolder)).toHaveLength(1));
    child.kill("SIGINT");
    await ended(child);
    expect(copies()).toEqual([]);
  });
});
