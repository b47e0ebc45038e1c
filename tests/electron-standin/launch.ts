import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, CDPSession, Page, Route } from "playwright-core";
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
class Program {
  readonly process: ChildProcess;
  readonly #waiting = new Map<number, (answer: Message) => void>();
  #asked = 0;
  constructor(args: readonly string[], hear: (message: Message) => void) {
    const run = ["--import", join(here, "register.mjs"), join(projectRoot, "out/main/index.js"), ...args];
    this.process = spawn(process.execPath, run, {
      cwd: projectRoot,
      stdio: ["ignore", "inherit", "inherit", "ipc"],
      serialization: "advanced",
    });
    this.process.on("message", (message: Message) => {
      if (message.type !== "answer") return hear(message);
      this.#waiting.get(Number(message.to))?.(message);
      this.#waiting.delete(Number(message.to));
    });
  }
  tell(what: Message): void {
    if (this.process.connected) this.process.send(what);
  }
  ask(what: Message): Promise<Message> {
    return new Promise((resolve) => {
      this.#waiting.set(++this.#asked, resolve);
      this.tell({ ...what, ask: this.#asked });
    });
  }
}

/** The window: a page of Chromium with the preload script in a world of its own. */
class Window {
  readonly #program: Program;
  readonly #devtools: CDPSession;
  readonly page: Page;
  #world = 0;
  private constructor(program: Program, page: Page, devtools: CDPSession) {
    this.#program = program;
    this.page = page;
    this.#devtools = devtools;
  }

  static async open(program: Program, context: BrowserContext, preload: string): Promise<Window> {
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    const window = new Window(program, page, devtools);
    devtools.on("Runtime.executionContextCreated", ({ context: { id, name } }) => {
      if (name === "preload") window.#world = id;
    });
    devtools.on("Runtime.bindingCalled", ({ payload }) => void window.#fromPage(unpack(payload)));
    await devtools.send("Runtime.enable");
    await devtools.send("Page.enable");
    await devtools.send("Runtime.addBinding", { name: "standin", executionContextName: "preload" });
    await page.addInitScript(code("page-world.js"));
    const world = code("preload-world.js").trimEnd().slice(0, -1);
    const script = `(require, window) => {${readFileSync(preload, "utf8")}\n}`;
    const source = `(${world})(${script}, ${JSON.stringify(SHOWN)});`;
    await devtools.send("Page.addScriptToEvaluateOnNewDocument", { source, worldName: "preload" });
    await context.route("**/*", (route) => window.#answer(route));
    page.on("crash", () => program.tell({ type: "gone", reason: "crashed" }));
    page.on("popup", async (popup) => {
      const { value } = await program.ask({ type: "opens", url: popup.url() });
      if (value !== "deny") throw new Error(`a window was opened: ${popup.url()}`);
      await popup.close();
    });
    page.on("download", async (download) => {
      if ((await program.ask({ type: "download" })).value === true) await download.cancel();
    });
    return window;
  }

  /** Every request goes to the program's own rules: its scheme's handler, then what it lets into the network. */
  async #answer(route: Route): Promise<void> {
    const request = route.request();
    const url = told(request.url());
    if (request.isNavigationRequest() && this.page.url() !== "about:blank") {
      if ((await this.#program.ask({ type: "navigate", url })).value === true) return route.abort("aborted");
    }
    const asked = await this.#program.ask({ type: "request", url, method: request.method() });
    const answer = asked.value as Loaded | undefined;
    if (answer === undefined) return route.abort("failed");
    if ("status" in answer) return route.fulfill({ ...answer, body: Buffer.from(answer.body) });
    if (answer.cancel !== true) throw new Error(`the program lets its page load ${url}`);
    return route.abort("blockedbyclient");
  }

  async #fromPage({ ask: to, ...what }: Message): Promise<void> {
    const sent = { ...what, url: told(String(what.url)) } as Message;
    if (what.type === "paths") {
      this.toPage({ type: "answer", to, value: await this.#paths(Number(what.count)) });
    } else if (to === undefined) this.#program.tell(sent);
    else this.toPage({ ...(await this.#program.ask(sent)), to });
  }

  /** The files that the preload script was just given: only the browser knows where they come from. */
  async #paths(count: number): Promise<string[]> {
    const paths: string[] = [];
    for (let at = 0; at < count; at++) {
      const expression = `standinFiles[${at}]`;
      const asked = { expression, contextId: this.#world };
      const { objectId = "" } = (await this.#devtools.send("Runtime.evaluate", asked)).result;
      paths.push((await this.#devtools.send("DOM.getFileInfo", { objectId })).path);
    }
    return paths;
  }

  /** Nobody hears it once the page has gone. */
  toPage(message: Message): void {
    const functionDeclaration = "(text) => standinHears(text)";
    const call = { functionDeclaration, arguments: [{ value: pack(message) }] };
    const sent = this.#devtools.send("Runtime.callFunctionOn", { ...call, executionContextId: this.#world });
    void sent.catch(() => {});
  }
}

/**
 * Starts the built program, unmodified, with a stand-in for the module `electron` and a real Chromium as its window:
 * it shows how the parts are wired, not how Electron behaves. Resolves once the page is loaded, rejects when the
 * program ends before. Its profile is empty unless `args` name one.
 */
export function launchStandin(
  browser: Browser,
  args: readonly string[],
  look: Parameters<Browser["newContext"]>[0],
): Promise<LaunchedStandin> {
  const profile = mkdtempSync(join(tmpdir(), "logonscope-standin-"));
  const user: LaunchedStandin["user"] = { opens: null, saves: null, presses: 0 };
  const calls: { name: string; args: readonly unknown[] }[] = [];
  const asked: Record<string, unknown>[] = [];
  let window: Promise<Window> | null = null;
  let context: BrowserContext | null = null;
  let preferences: Record<string, unknown> = {};

  return new Promise((resolve, reject) => {
    const load = async (url: string): Promise<void> => {
      const { page } = (await window)!;
      await page.goto(SERVED + url.slice(SHOWN.length));
      const { pid = 0 } = program.process;
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
    const makeWindow = async ({ preload }: Message): Promise<Window> => {
      context = await browser.newContext(look);
      return Window.open(program, context, String(preload));
    };
    const program = new Program([...args, `--user-data-dir=${profile}`], (message) => {
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
    const ended = new Promise<number | null>((done) => program.process.once("exit", done));
    void ended.then((code) => reject(new Error(`the program ended with ${code} before its page was there`)));
    const close = async (): Promise<void> => {
      program.tell({ type: "quit" });
      await ended;
      await context?.close();
      rmSync(profile, { recursive: true, force: true });
    };
  });
}
