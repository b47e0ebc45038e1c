import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, Page, Route } from "playwright-core";
import { projectRoot } from "../source-tree.ts";

const here = join(projectRoot, "tests/electron-standin");
const code = (file: string): string => readFileSync(join(here, file), "utf8");

/** The page's address as the program knows it, and in Chromium, which knows no scheme of ours. */
const SHOWN = "app://logonscope";
const SERVED = "http://logonscope.localhost";
const told = (url: string): string => (url.startsWith(`${SERVED}/`) ? SHOWN + url.slice(SERVED.length) : url);

interface Message {
  readonly type: string;
  readonly ask?: number;
  readonly [field: string]: unknown;
}
/** What the program's session says to a request. */
type Loaded = { status: number; headers: Record<string, string>; body: Uint8Array } | { cancel?: boolean };

export interface LaunchedStandin {
  readonly page: Page;
  readonly pid: number;
  /** What only a desktop shows, in order: `window.show`, `shell.openExternal`, `dialog.showErrorBox` ... */
  readonly calls: readonly { readonly name: string; readonly args: readonly unknown[] }[];
  /** What the user does when a dialog asks: null is a change of mind. */
  readonly user: { opens: readonly string[] | null; saves: string | null; presses: number };
  /** Options of the dialogs that were shown, in order. */
  readonly asked: readonly Readonly<Record<string, unknown>>[];
  /** Sandbox and isolation of the window, as the program asked for them. */
  readonly preferences: () => Readonly<Record<string, unknown>>;
  /** Plays a part of the system: `openFile`, `close`, `quit`, `gone`. */
  play(what: Message): void;
  /** The code that the program ended with. */
  readonly ended: Promise<number | null>;
  close(): Promise<void>;
}

/** Bytes cross to the preload script's world as base64, everything else as JSON. */
const pack = (message: unknown): string =>
  JSON.stringify(message, (_key, value: unknown) =>
    value instanceof Uint8Array ? { base64: Buffer.from(value).toString("base64") } : value,
  );
const unpack = (text: string): Message =>
  JSON.parse(text, (_key, value: { base64?: unknown } | null) =>
    typeof value?.base64 === "string" ? new Uint8Array(Buffer.from(value.base64, "base64")) : value,
  ) as Message;

/** The program's process, and questions to it. */
function startProgram(entry: string, args: readonly string[], hear: (message: Message) => void) {
  const waiting: ((answer: Message) => void)[] = [];
  const run = ["--import", join(here, "register.mjs"), entry, ...args];
  const child = spawn(process.execPath, run, {
    cwd: projectRoot,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    serialization: "advanced",
  });
  child.on("message", (message: Message) => {
    if (message.type === "answer") waiting[Number(message.to) - 1]?.(message);
    else hear(message);
  });
  const tell = (what: Message): void => void (child.connected && child.send(what));
  const ask = (what: Message): Promise<Message> =>
    new Promise((resolve) => tell({ ...what, ask: waiting.push(resolve) }));
  return { child, tell, ask };
}
type Program = ReturnType<typeof startProgram>;

/** The window: a page of Chromium with the preload script in a world of its own. */
async function openWindow(program: Program, context: BrowserContext, preload: string) {
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  let world = 0;

  /** Nobody hears it once the page has gone. */
  const toPage = (message: Message): void => {
    const functionDeclaration = "(text) => standinHears(text)";
    const call = { functionDeclaration, arguments: [{ value: pack(message) }] };
    devtools.send("Runtime.callFunctionOn", { ...call, executionContextId: world }).catch(() => {});
  };

  /** The files that the preload script was just given: only the browser knows where they come from. */
  const pathsOf = async (count: number): Promise<string[]> => {
    const paths: string[] = [];
    for (let at = 0; at < count; at++) {
      const asked = { expression: `standinFiles[${at}]`, contextId: world };
      const { objectId = "" } = (await devtools.send("Runtime.evaluate", asked)).result;
      paths.push((await devtools.send("DOM.getFileInfo", { objectId })).path);
    }
    return paths;
  };

  const fromPage = async ({ ask: to, ...what }: Message): Promise<void> => {
    const sent = { ...what, url: told(String(what.url)) } as Message;
    if (what.type === "paths") {
      toPage({ type: "answer", to, value: await pathsOf(Number(what.count)) });
    } else if (to === undefined) program.tell(sent);
    else toPage({ ...(await program.ask(sent)), to });
  };

  /** Every request goes to the program's own rules: its scheme's handler, then what it lets into the network. */
  const answer = async (route: Route): Promise<void> => {
    const request = route.request();
    const url = told(request.url());
    if (request.isNavigationRequest() && page.url() !== "about:blank") {
      if ((await program.ask({ type: "navigate", url })).value === true) return route.abort("aborted");
    }
    const asked = await program.ask({ type: "request", url, method: request.method() });
    const loaded = asked.value as Loaded | undefined;
    if (loaded === undefined) return route.abort("failed");
    if ("status" in loaded) return route.fulfill({ ...loaded, body: Buffer.from(loaded.body) });
    if (loaded.cancel !== true) throw new Error(`the program lets its page load ${url}`);
    return route.abort("blockedbyclient");
  };

  devtools.on("Runtime.executionContextCreated", ({ context: { id, name } }) => {
    if (name === "preload") world = id;
  });
  devtools.on("Runtime.bindingCalled", ({ payload }) => void fromPage(unpack(payload)));
  await devtools.send("Runtime.enable");
  await devtools.send("Page.enable");
  await devtools.send("Runtime.addBinding", { name: "standin", executionContextName: "preload" });
  await page.addInitScript(code("page-world.js"));
  const around = code("preload-world.js").trimEnd().slice(0, -1);
  const script = `(require, window) => {${readFileSync(preload, "utf8")}\n}`;
  const source = `(${around})(${script}, ${JSON.stringify(SHOWN)});`;
  await devtools.send("Page.addScriptToEvaluateOnNewDocument", { source, worldName: "preload" });
  await context.route("**/*", answer);
  page.on("crash", () => program.tell({ type: "gone", reason: "crashed" }));
  page.on("popup", async (popup) => {
    const { value } = await program.ask({ type: "opens", url: popup.url() });
    if (value !== "deny") throw new Error(`a window was opened: ${popup.url()}`);
    await popup.close();
  });
  page.on("download", async (download) => {
    if ((await program.ask({ type: "download" })).value === true) await download.cancel();
  });
  return { page, toPage };
}
type OpenedWindow = Awaited<ReturnType<typeof openWindow>>;

/**
 * Starts the built program, unmodified, with a stand-in for the module `electron` and a real Chromium as its window:
 * it shows how the parts are wired, not how Electron behaves. Resolves once the page is loaded, rejects when the
 * program ends before. Its profile is empty unless `args` name one. `entry` is its main process, built or packed.
 */
export function launchStandin(
  browser: Browser,
  args: readonly string[],
  look: Parameters<Browser["newContext"]>[0],
  entry = join(projectRoot, "out/main/index.js"),
): Promise<LaunchedStandin> {
  const profile = mkdtempSync(join(tmpdir(), "logonscope-standin-"));
  const user: LaunchedStandin["user"] = { opens: null, saves: null, presses: 0 };
  const calls: { name: string; args: readonly unknown[] }[] = [];
  const asked: Record<string, unknown>[] = [];
  let window: Promise<OpenedWindow> | null = null;
  let context: BrowserContext | null = null;
  let preferences: Record<string, unknown> = {};

  return new Promise((resolve, reject) => {
    const load = async (url: string): Promise<void> => {
      const { page } = (await window)!;
      await page.goto(SERVED + url.slice(SHOWN.length));
      const { pid = 0 } = program.child;
      resolve({ page, pid, calls, asked, user, preferences: () => preferences, play, ended, close });
    };
    const reply = async ({ type, url, name, options }: Message): Promise<unknown> => {
      if (type === "load") return load(String(url));
      if (type === "reload") return void (await (await window)!.page.reload());
      asked.push(options as Record<string, unknown>);
      if (name === "open") return { canceled: user.opens === null, filePaths: user.opens ?? [] };
      if (name === "save") return { canceled: user.saves === null, filePath: user.saves ?? "" };
      return { response: user.presses };
    };
    const makeWindow = async ({ preload }: Message): Promise<OpenedWindow> => {
      context = await browser.newContext(look);
      return openWindow(program, context, String(preload));
    };
    const program = startProgram(entry, [`--user-data-dir=${profile}`, ...args], (message) => {
      if (message.type === "call")
        calls.push({ name: String(message.name), args: message.args as unknown[] });
      else if (message.type === "window") {
        preferences = message.preferences as Record<string, unknown>;
        window = makeWindow(message);
        window.catch(reject);
      } else if (message.ask === undefined) void window?.then((opened) => opened.toPage(message));
      else {
        const answer = { type: "answer", to: message.ask };
        reply(message).then(
          (value) => program.tell({ ...answer, value }),
          (failure) => program.tell({ ...answer, failure: String(failure) }),
        );
      }
    });
    const play = (what: Message): void => program.tell(what);
    const ended = new Promise<number | null>((done) => program.child.once("exit", done));
    void ended.then((code) => reject(new Error(`the program ended with ${code} before its page was there`)));
    const close = async (): Promise<void> => {
      program.tell({ type: "quit" });
      await ended;
      await context?.close();
      rmSync(profile, { recursive: true, force: true });
    };
  });
}
