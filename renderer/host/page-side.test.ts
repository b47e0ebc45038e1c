import { afterEach, describe, expect, test, vi } from "vitest";
import { PORT_REPLY, PORT_REQUEST } from "../../shared/contract/page-link.ts";
import { portWire } from "../../shared/contract/port-pieces.ts";
import { serveHost } from "../../shared/contract/rpc-host.ts";
import { emptyCase } from "../../shared/testing/empty-case.ts";
import type { FileToken } from "../../shared/types/units.ts";
import { createMemoryHost } from "../testing/memory-host.ts";
import { takeToken } from "./http-token.ts";
import { createPortHost } from "./port-host.ts";
import { openPortWire, type PortPlace, pagePortWire } from "./port-wire.ts";
import { createDownloads } from "./save-download.ts";
import { uploadFiles, uploadName } from "./upload.ts";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe("the token", () => {
  const code = "abcdefghijklmnopqrstuvwxyzABCD_-";
  const token = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcd_-";
  const textStorage = (storage = new Map<string, string>()) => ({
    storage,
    getItem: (key: string) => storage.get(key) ?? null,
    setItem: (key: string, value: string) => void storage.set(key, value),
  });
  /** A tab of a browser, which is what its tabs share. */
  const place = (hash: string, kept: string | null = null, localStorage = textStorage()) => {
    const shown: unknown[] = [];
    return {
      shown,
      location: { hash, pathname: "/", search: "", origin: "http://here" },
      history: { state: null, replaceState: (...args: unknown[]) => void shown.push(args[2]) },
      sessionStorage: textStorage(new Map(kept === null ? [] : [["logonscope-token", kept]])),
      localStorage,
    };
  };
  /** A server that lets the first browser in, and what it was shown. */
  const server = () => {
    const browsers: string[] = [];
    vi.stubGlobal("fetch", (url: string, { method, headers }: { method: string; headers: unknown }) => {
      const asked = headers as Record<string, string>;
      browsers.push(asked["x-logonscope-browser"] ?? "");
      const isFirst = browsers.at(-1) === browsers[0];
      const isRight =
        url === "http://here/api/enter" && method === "POST" && asked["x-logonscope-code"] === code;
      return Promise.resolve(
        new Response(JSON.stringify({ token }), { status: isFirst && isRight ? 200 : 403 }),
      );
    });
    return browsers;
  };

  test("is given for the code of the address, and stays in the tab, so that a reload still has it", async () => {
    const browsers = server();
    const first = place(`#${code}`);
    expect(await takeToken(first)).toBe(token);
    expect(first.shown).toEqual(["/"]);
    expect(await takeToken(place("", first.sessionStorage.getItem("logonscope-token")))).toBe(token);
    expect(browsers).toHaveLength(1);
    // What all tabs may read is worth nothing by itself.
    expect([...first.localStorage.storage]).toEqual([["logonscope-browser", browsers[0]]]);
    expect(browsers[0]).toMatch(/^[\w-]{36}$/);
  });

  test("is given to another tab of the same browser, and to no other one", async () => {
    server();
    const first = place(`#${code}`);
    await takeToken(first);
    expect(await takeToken(place(`#${code}`, null, first.localStorage))).toBe(token);
    expect(await takeToken(place(`#${code}`))).toBeNull();
    const shut = place(`#${code}`);
    shut.localStorage.getItem = () => {
      throw new DOMException("refused", "SecurityError");
    };
    expect(await takeToken(shut)).toBeNull();
  });

  test("is not anything that stands behind a #, nor what a server says that is none of ours", async () => {
    const browsers = server();
    for (const hash of [
      "",
      "#",
      "#summary",
      `#${code}x`,
      `#${code.slice(1)}`,
      "#../../../../../../../../etc/pass",
    ]) {
      expect(await takeToken(place(hash))).toBeNull();
      expect(await takeToken(place(hash, token))).toBe(token);
    }
    expect(browsers).toEqual([]);
    for (const said of ["[]", "{}", "null", '{"token":7}']) {
      vi.stubGlobal("fetch", () => Promise.resolve(new Response(said)));
      expect(await takeToken(place(`#${code}`))).toBeNull();
    }
  });
});

describe("the port", () => {
  type Listener = (event: MessageEvent<unknown>) => void;
  /** A window whose messages come from the test. */
  function fakeWindow(): PortPlace & {
    readonly sent: unknown[];
    receive(event: Partial<MessageEvent<unknown>>): void;
  } {
    const listeners = new Set<Listener>();
    const sent: unknown[] = [];
    const place = {
      sent,
      location: { origin: "app://logonscope" } as Location,
      postMessage: (...args: unknown[]) => void sent.push(args),
      addEventListener: (_type: string, listener: unknown) => void listeners.add(listener as Listener),
      removeEventListener: (_type: string, listener: unknown) => void listeners.delete(listener as Listener),
      receive(event: Partial<MessageEvent<unknown>>) {
        for (const listener of listeners) {
          listener({
            source: place,
            origin: "app://logonscope",
            ports: [],
            data: null,
            ...event,
          } as unknown as MessageEvent);
        }
      },
    };
    return place as unknown as ReturnType<typeof fakeWindow>;
  }
  const nonce = "0123456789abcdef0123";

  test("is asked for in our own origin and taken only from the answer to this request", async () => {
    const place = fakeWindow();
    const opened = vi.fn();
    const wire = openPortWire(place, nonce);
    void wire.then(opened);
    expect(place.sent).toEqual([[{ type: PORT_REQUEST, nonce }, "app://logonscope"]]);
    const { port1, port2 } = new MessageChannel();
    const ports = [port1];
    const good = { type: PORT_REPLY, nonce };
    for (const event of [
      { data: good, ports: [] },
      { data: { ...good, nonce: "another one, just as long" }, ports },
      { data: { ...good, type: "other" }, ports },
      { data: null, ports },
      { data: "text", ports },
      { data: good, ports, origin: "http://evil.example" },
      { data: good, ports, source: null },
    ]) {
      place.receive(event);
    }
    await Promise.resolve();
    expect(opened).not.toHaveBeenCalled();
    place.receive({ data: good, ports });
    (await wire).close();
    port2.close();
  });

  test("that never comes is an error, not a wait", async () => {
    vi.useFakeTimers();
    const wire = openPortWire(fakeWindow(), nonce, 1000);
    const failed = expect(wire).rejects.toThrow();
    vi.advanceTimersByTime(1001);
    await failed;
  });

  test("carries a whole host, and dropped files go by way of the preload script", async () => {
    const { port1, port2 } = new MessageChannel();
    const far = pagePortWire(port2);
    serveHost(far.wire, createMemoryHost({ data: () => emptyCase(5) }));
    far.start();
    const near = pagePortWire(port1);
    const ref = { token: "t" as FileToken, name: "Security.evtx", bytes: 3 };
    const adopt = vi.fn(() => Promise.resolve({ ok: true, value: [ref] } as const));
    const host = createPortHost(near.wire, { adopt });
    near.start();
    const progress = vi.fn();
    const files = [new File(["abc"], "Security.evtx")];
    expect(await host.adopt(files, progress)).toEqual([ref]);
    expect(adopt).toHaveBeenCalledWith(files);
    expect(progress).toHaveBeenLastCalledWith(3, 3);
    const end = await new Promise((resolve) => {
      host.openCase([ref.token], (event) => event.type === "done" && resolve(event.data.sessions.length));
    });
    expect(end).toBe(5);
    const states: string[] = [];
    host.watchConnection((connection) => states.push(connection));
    near.wire.close();
    await expect(host.info()).rejects.toMatchObject({ error: { code: "hostLost" } });
    expect(states).toEqual(["connected", "refused"]);
    port2.close();
  });

  test("failures of the preload script come as errors of the list", async () => {
    const wire = portWire({ post() {}, onMessage: null, onClose: null, close() {} });
    const error = { code: "notAllowed", params: {} } as const;
    await expect(
      createPortHost(wire, { adopt: () => Promise.resolve({ ok: false, error }) }).adopt([]),
    ).rejects.toMatchObject({ error });
    await expect(
      createPortHost(wire, { adopt: () => Promise.reject(new Error("gone")) }).adopt([]),
    ).rejects.toMatchObject({ error: { code: "hostLost" } });
  });
});

describe("an upload", () => {
  /** A request that answers as told. */
  function stubRequests(
    answers: { status: number; response: unknown }[],
  ): { url: string; headers: Map<string, string>; body: unknown }[] {
    const made: { url: string; headers: Map<string, string>; body: unknown }[] = [];
    vi.stubGlobal(
      "XMLHttpRequest",
      class {
        upload: { onprogress: ((event: { loaded: number }) => void) | null } = { onprogress: null };
        onload: (() => void) | null = null;
        onerror: (() => void) | null = null;
        status = 0;
        response: unknown = null;
        readonly #made = { url: "", headers: new Map<string, string>(), body: null as unknown };
        open(_method: string, url: string): void {
          this.#made.url = url;
        }
        setRequestHeader(name: string, value: string): void {
          this.#made.headers.set(name, value);
        }
        send(body: File): void {
          this.#made.body = body;
          made.push(this.#made);
          const answer = answers.shift();
          this.upload.onprogress?.({ loaded: Math.floor(body.size / 2) });
          if (answer === undefined) this.onerror?.();
          else {
            Object.assign(this, answer);
            this.onload?.();
          }
        }
      },
    );
    return made;
  }
  const page = { origin: "http://a.localhost:1", token: "t", id: "p" };
  const ref = (name: string) => ({ token: `token of ${name}`, name, bytes: 4 });

  test("sends files one after another and counts the bytes of all", async () => {
    const made = stubRequests([
      { status: 200, response: ref("a") },
      { status: 200, response: ref("b") },
    ]);
    const sent: number[][] = [];
    const files = [new File(["1234"], "Sécurité & Co.evtx"), new File(["123456"], "b")];
    const refs = await uploadFiles(page, files, (...progress) => sent.push(progress));
    expect(refs).toEqual([ref("a"), ref("b")]);
    expect(made.map(({ url }) => url)).toEqual([
      "http://a.localhost:1/api/upload?name=S%C3%A9curit%C3%A9%20%26%20Co.evtx",
      "http://a.localhost:1/api/upload?name=b",
    ]);
    expect(Object.fromEntries(made[0]!.headers)).toEqual({
      "x-logonscope-token": "t",
      "x-logonscope-page": "p",
    });
    expect(made.map(({ body }) => body)).toEqual(files);
    expect(sent).toEqual([
      [2, 10],
      [4, 10],
      [7, 10],
      [10, 10],
    ]);
  });

  test.each([
    [{ status: 413, response: null }, "notAllowed"],
    [{ status: 400, response: null }, "fileDenied"],
    [{ status: 403, response: null }, "hostLost"],
    [{ status: 200, response: { token: 7 } }, "hostLost"],
    [undefined, "hostLost"],
  ])("that fails says which file: %j", async (answer, code) => {
    stubRequests(answer === undefined ? [] : [answer]);
    await expect(uploadFiles(page, [new File(["1"], "a.evtx")])).rejects.toMatchObject({
      error: { code, params: { file: "a.evtx" } },
    });
  });

  test("has a name that every system accepts", () => {
    expect(uploadName("a:b?.evtx")).toBe("a_b_.evtx");
    expect(uploadName("../../x")).toBe(".._.._x");
    for (const name of ["", ".", ".."]) expect(uploadName(name)).toBe("file");
    expect(uploadName("x".repeat(400))).toHaveLength(255);
  });
});

test("an export is saved as a download under its name, made of its pieces", async () => {
  vi.useFakeTimers();
  const clicked: string[] = [];
  const click = vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (
    this: HTMLAnchorElement,
  ) {
    clicked.push(`${this.download} ${this.href.split(":")[0]}`);
  });
  const revoke = vi.spyOn(URL, "revokeObjectURL");
  const made = vi.spyOn(URL, "createObjectURL");
  const downloads = createDownloads();
  const given = await downloads.beginSave("gone.csv", "file");
  await downloads.dropSave(given!);
  await expect(downloads.endSave(given!)).rejects.toMatchObject({ error: { code: "saveFailed" } });
  await expect(downloads.beginSave("a.pdf", "pdf")).rejects.toMatchObject({ error: { code: "notAllowed" } });
  const save = await downloads.beginSave("sessions.csv", "file");
  await downloads.writeSave(save!, new TextEncoder().encode("user\r\n"));
  await downloads.writeSave(save!, new TextEncoder().encode("anna\r\n"));
  expect(clicked).toEqual([]);
  await downloads.endSave(save!);
  expect(await (made.mock.calls[0]![0] as Blob).text()).toBe("user\r\nanna\r\n");
  expect(clicked).toEqual(["sessions.csv blob"]);
  expect(revoke).not.toHaveBeenCalled();
  vi.advanceTimersByTime(61_000);
  expect(revoke).toHaveBeenCalledOnce();
  click.mockRestore();
  made.mockRestore();
});
