import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { type IncomingHttpHeaders, request } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { httpWire } from "../../renderer/host/http-wire.ts";
import { encodeFrame } from "../../shared/contract/frames.ts";
import type { FileRef } from "../../shared/contract/host.ts";
import { createHostClient } from "../../shared/contract/rpc-page.ts";
import { tokenOf } from "../../tests/entered.ts";
import { eventually } from "../../tests/eventually.ts";
import { FileRegistry } from "../host/file-registry.ts";
import type { PageHost } from "../host/page-host.ts";
import { type RunningServer, type ServerOptions, startServer } from "./server.ts";

let folder = "";
let server: RunningServer;
let token = "";
const pages: { files: FileRegistry; closed: boolean }[] = [];

/** As much of a page's host as the server itself touches. */
function fakePage(): PageHost {
  const own = { files: new FileRegistry(), closed: false };
  pages.push(own);
  return {
    adoptTemporary: (path: string, name: string, bytes: number) =>
      own.files.adoptTemporary(path, name, bytes),
    info: () => Promise.reject(new Error("not asked")),
    recent: () => Promise.resolve([]),
    close() {
      own.closed = true;
      own.files.clear();
    },
  } as unknown as PageHost;
}

const start = async (options: Partial<ServerOptions> = {}): Promise<void> => {
  server = await startServer({
    openPage: fakePage,
    pageFolder: join(folder, "page"),
    name: "logonscope-test",
    port: 0,
    spool: { parent: join(folder, "tmp") },
    keepMs: 50,
    ...options,
  });
  token = await tokenOf(server.url);
};

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A request as any program can make it, with whatever headers and path. */
function ask(
  path: string,
  headers: Record<string, string> = {},
  { method = "GET", body = null as Uint8Array | null } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: "127.0.0.1", port: server.port, path, method, headers, agent: false },
      (response) => {
        const pieces: Buffer[] = [];
        response.on("data", (piece: Buffer) => pieces.push(piece));
        response.on("end", () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(pieces),
          }),
        );
        response.on("error", reject);
      },
    );
    sent.on("error", reject);
    sent.end(body ?? undefined);
  });
}

const PAGE = "0123456789abcdef";
const own = (more: Record<string, string> = {}): Record<string, string> => ({
  "x-logonscope-token": token,
  "x-logonscope-page": PAGE,
  ...more,
});
/** Opens the life line of a page; gives what cuts it. */
const openStream = async (id = PAGE): Promise<() => void> => {
  const { port } = server;
  return await new Promise((resolve, reject) => {
    const sent = request(
      {
        host: "127.0.0.1",
        port,
        path: "/api/stream",
        headers: own({ "x-logonscope-page": id }),
        agent: false,
      },
      (response) => {
        response.on("error", () => {});
        response.once("data", () => resolve(() => sent.destroy()));
      },
    );
    sent.on("error", reject);
    sent.end();
  });
};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "logonscope-serve-test-"));
  mkdirSync(join(folder, "page/assets"), { recursive: true });
  mkdirSync(join(folder, "tmp"));
  writeFileSync(join(folder, "page/index.html"), "<!doctype html><title>page</title>");
  writeFileSync(join(folder, "page/assets/a.js"), "export {};");
  writeFileSync(join(folder, "secret.html"), "secret");
  pages.length = 0;
  await start();
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("the page", () => {
  test("comes with the headers that bind it, by all three names", async () => {
    for (const host of ["logonscope-test.localhost", "127.0.0.1", "localhost", "LocalHost"]) {
      const { status, headers, body } = await ask("/", { host: `${host}:${server.port}` });
      expect([status, String(body)]).toEqual([200, "<!doctype html><title>page</title>"]);
      expect(headers["content-security-policy"]).toBe(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      );
      expect(headers).toMatchObject({
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "cross-origin-opener-policy": "same-origin",
      });
      expect(headers["access-control-allow-origin"]).toBeUndefined();
    }
    expect((await ask("/assets/a.js?v=1")).headers["content-type"]).toContain("text/javascript");
  });

  test.each([
    "/../secret.html",
    "/assets/../../secret.html",
    "/%2e%2e/secret.html",
    "/..%2fsecret.html",
    "/assets/..%5c..%5csecret.html",
    "//secret.html",
    "/assets",
    "/assets/",
    "/index.html/",
    "/__proto__",
    "/constructor",
    "/assets/a.js%00.html",
  ])("is all there is: %s", async (path) => {
    const { status, body } = await ask(path);
    expect([400, 404]).toContain(status);
    expect(String(body)).not.toContain("secret");
  });

  test.each(["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])("cannot be changed by %s", async (method) => {
    expect((await ask("/", {}, { method })).status).toBe(405);
  });

  test("is not found when it is not built", async () => {
    await server.close();
    await expect(start({ pageFolder: join(folder, "nowhere") })).rejects.toThrow("not built");
    // The failed start left nothing behind.
    expect(readdirSync(join(folder, "tmp"))).toEqual([]);
  });
});

describe("strangers", () => {
  test.each([
    "evil.example",
    "evil.example:PORT",
    "other.localhost:PORT",
    "127.0.0.1",
    "127.0.0.1:1",
    "localhost.evil.example:PORT",
    "[::1]:PORT",
  ])("that come by another name (%s) get neither page nor API", async (name) => {
    const host = name.replace("PORT", String(server.port));
    for (const path of ["/", "/api/stream"]) expect((await ask(path, own({ host }))).status).toBe(403);
  });

  test.each(["GET / HTTP/1.0\r\n\r\n", "GET / HTTP/1.1\r\nHost:\r\n\r\n"])(
    "without any name are refused: %j",
    async (head) => {
      const text = await new Promise<string>((resolve) => {
        const socket = connect(server.port, "127.0.0.1", () => socket.write(head));
        socket.on("data", (data) => resolve(String(data)));
      });
      expect(text).toMatch(/^HTTP\/1\.1 (400|403)/);
    },
  );

  test.each(["//evil.example/", "/\\", "/\\evil.example/api/call", "http://evil.example/"])(
    "for what is not a path of ours are refused: %s",
    async (target) => {
      const text = await new Promise<string>((resolve) => {
        const host = `127.0.0.1:${server.port}`;
        const socket = connect(server.port, "127.0.0.1", () =>
          socket.write(`GET ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`),
        );
        socket.on("data", (data) => resolve(String(data)));
      });
      expect(text).toMatch(/^HTTP\/1\.1 400/);
    },
  );

  test.each([
    "http://evil.example",
    "null",
    "https://127.0.0.1:PORT",
    "http://localhost:PORT",
    "http://127.0.0.1:1",
  ])("of another origin (%s) are refused", async (origin) => {
    const host = `127.0.0.1:${server.port}`;
    const headers = own({ host, origin: origin.replace("PORT", String(server.port)) });
    expect((await ask("/api/call", headers, { method: "POST", body: encodeFrame(1) })).status).toBe(403);
    expect((await ask("/", headers)).status).toBe(403);
  });

  test("whose page the browser calls foreign are refused even with the token", async () => {
    for (const site of ["cross-site", "same-site", "none"]) {
      expect((await ask("/api/call", own({ "sec-fetch-site": site }), { method: "POST" })).status).toBe(403);
    }
  });

  test("without the token, or with a guessed one, are refused at every door", async () => {
    const guesses: Record<string, string>[] = [
      {},
      { "x-logonscope-token": "" },
      { "x-logonscope-token": token.slice(0, -1) },
      { "x-logonscope-token": `${token}x` },
      { "x-logonscope-token": "A".repeat(token.length) },
      { cookie: `token=${token}` },
      { authorization: `Bearer ${token}` },
    ];
    for (const guess of guesses) {
      const headers = { "x-logonscope-page": PAGE, ...guess };
      expect((await ask("/api/stream", headers)).status).toBe(403);
      expect((await ask(`/api/call?token=${token}`, headers, { method: "POST" })).status).toBe(403);
      expect(
        (await ask("/api/upload?name=a", headers, { method: "POST", body: new Uint8Array(9) })).status,
      ).toBe(403);
    }
    expect(pages).toHaveLength(0);
  });

  test("that never say what they want are cut off, also when every connection is theirs", async () => {
    await server.close();
    await start({ headTimeoutMs: 50 });
    const sockets = Array.from({ length: 300 }, (_, at) => {
      const socket = connect(server.port, "127.0.0.1", () => {
        // Nothing at all, half a head, a head that grows.
        if (at % 3 > 0) socket.write("GET / HTTP/1.1\r\nx-a: ");
        if (at % 3 > 1) socket.write("b");
      });
      socket.on("error", () => {});
      return socket.resume();
    });
    await eventually(() => expect(sockets.filter(({ closed }) => !closed)).toHaveLength(0));
    await eventually(async () => expect((await ask("/")).status).toBe(200));
  });

  test("get no CORS answer", async () => {
    const { status, headers } = await ask("/api/call", own({ origin: "http://evil.example" }), {
      method: "OPTIONS",
    });
    expect(status).toBe(403);
    expect(Object.keys(headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
  });
});

describe("the API", () => {
  test("knows its routes and methods and wants a page id", async () => {
    expect((await ask("/api/call", own())).status).toBe(405);
    expect((await ask("/api/stream", own(), { method: "POST" })).status).toBe(405);
    expect((await ask("/api/nothing", own())).status).toBe(404);
    for (const id of ["", "short", "x".repeat(65), "../../etc/passwd-0000"]) {
      expect((await ask("/api/stream", own({ "x-logonscope-page": id }))).status).toBe(400);
    }
    // Nobody listens for the answers of a page without a stream.
    expect((await ask("/api/call", own(), { method: "POST", body: encodeFrame(1) })).status).toBe(409);
  });

  test("refuses a body that is too long, announced or not, and one that is no frame", async () => {
    const cut = await openStream();
    const post = (body: Uint8Array, headers: Record<string, string> = {}): Promise<Answer> =>
      ask("/api/call", own(headers), { method: "POST", body });
    const long = new Uint8Array(5 * 1024 * 1024);
    await expect(
      post(long).then(
        ({ status }) => status,
        () => 413,
      ),
    ).resolves.toBe(413);
    await expect(
      post(long, { "transfer-encoding": "chunked" }).then(
        ({ status }) => status,
        () => 413,
      ),
    ).resolves.toBe(413);
    expect((await post(new Uint8Array(64))).status).toBe(400);
    expect((await post(encodeFrame("half").subarray(0, 20))).status).toBe(400);
    cut();
  });

  test("keeps a page over a short break and forgets it after a long one", async () => {
    const cut = await openStream();
    cut();
    const cutAgain = await openStream();
    expect(pages).toHaveLength(1);
    cutAgain();
    await eventually(() => expect(pages[0]?.closed).toBe(true));
    const cutLast = await openStream();
    expect(pages).toHaveLength(2);
    cutLast();
  });
});

describe("an upload", () => {
  const upload = (name: string, body: Uint8Array): Promise<Answer> =>
    ask(`/api/upload?name=${encodeURIComponent(name)}`, own(), { method: "POST", body });
  const spooled = (): string[] =>
    readdirSync(join(folder, "tmp")).flatMap((name) =>
      readdirSync(join(folder, "tmp", name)).map((file) => join(folder, "tmp", name, file)),
    );

  test("lands whole in a private file under a name of ours, and goes with its page", async () => {
    const cut = await openStream();
    const body = new Uint8Array(3_000_000).fill(7);
    const { status, body: answer } = await upload("Sécurité.evtx", body);
    expect(status).toBe(200);
    const ref = JSON.parse(String(answer)) as FileRef;
    expect(ref).toMatchObject({ name: "Sécurité.evtx", bytes: 3_000_000 });
    const [file, ...others] = spooled();
    expect(others).toEqual([]);
    expect(pages[0]?.files.get(ref.token)?.path).toBe(file);
    expect(String(answer)).not.toContain("tmp");
    expect(readFileSync(file ?? "").equals(body)).toBe(true);
    if (process.platform !== "win32") {
      expect(statSync(file ?? "").mode & 0o777).toBe(0o600);
      expect(statSync(join(file ?? "", "..")).mode & 0o777).toBe(0o700);
    }
    cut();
    await eventually(() => expect(spooled()).toEqual([]));
  });

  test("cannot name a path", async () => {
    const cut = await openStream();
    for (const name of ["../evil", "/etc/passwd", "a\\b", "", ".", "..", "a\0b", "c:x"]) {
      expect((await upload(name, new Uint8Array(4))).status).toBe(400);
    }
    expect((await ask("/api/upload", own(), { method: "POST", body: new Uint8Array(4) })).status).toBe(400);
    expect(spooled()).toEqual([]);
    cut();
  });

  test("that is too large, or broken off, leaves nothing", async () => {
    await server.close();
    await start({ spool: { parent: join(folder, "tmp"), maxBytes: 1000 } });
    const cut = await openStream();
    expect((await upload("a", new Uint8Array(1000))).status).toBe(200);
    await expect(
      upload("b", new Uint8Array(1001)).then(
        ({ status }) => status,
        () => 413,
      ),
    ).resolves.toBe(413);
    const chunked = request({
      host: "127.0.0.1",
      port: server.port,
      path: "/api/upload?name=c",
      method: "POST",
      headers: { ...own(), "transfer-encoding": "chunked" },
    });
    chunked.on("error", () => {});
    chunked.write(new Uint8Array(500));
    await eventually(() => expect(spooled()).toHaveLength(2));
    chunked.destroy();
    await eventually(() => expect(spooled()).toHaveLength(1));
    cut();
  });

  test("needs a page", async () => {
    expect((await upload("a", new Uint8Array(4))).status).toBe(409);
  });

  test("is gone when the server ends, and leftovers of a killed start go with the next one", async () => {
    const cut = await openStream();
    await upload("a", new Uint8Array(4));
    cut();
    await server.close();
    expect(readdirSync(join(folder, "tmp"))).toEqual([]);
    // No process has this id: the limit of every system is lower.
    const dead = join(folder, "tmp", "logonscope-spool-999999999-abc");
    const alive = join(folder, "tmp", `logonscope-spool-${process.ppid}-abc`);
    mkdirSync(dead);
    mkdirSync(alive);
    await start();
    expect([existsSync(dead), existsSync(alive)]).toEqual([false, true]);
  });
});

test("a taken port is an error only when it was asked for", async () => {
  const taken = server.port;
  const first = server;
  await expect(start({ port: taken, exactPort: true })).rejects.toMatchObject({ code: "EADDRINUSE" });
  await start({ port: taken });
  expect(server.port).not.toBe(taken);
  await first.close();
});

describe("the way in", () => {
  const BROWSER = "00000000-0000-4000-8000-000000000001";
  const enter = (url: string, more: Record<string, string> = {}, method = "POST") =>
    ask(
      "/api/enter",
      { "x-logonscope-code": url.split("#")[1] ?? "", "x-logonscope-browser": BROWSER, ...more },
      { method },
    );

  test("no address holds the token", () => {
    for (const url of [server.url, server.plainUrl, server.urlForBrowser()]) expect(url).not.toContain(token);
    expect(new Set([server.url, server.plainUrl, server.urlForBrowser(), server.urlForBrowser()]).size).toBe(
      4,
    );
  });

  test("is for the first browser that shows the code, and gives it the token", async () => {
    const url = server.urlForBrowser();
    const { status, headers, body } = await enter(url);
    expect([status, JSON.parse(String(body))]).toEqual([200, { token }]);
    expect(headers["cache-control"]).toBe("no-store");
    expect(headers["access-control-allow-origin"]).toBeUndefined();
    const other = { "x-logonscope-browser": BROWSER.replace("1", "2") };
    expect([(await enter(url, other)).status, (await enter(url)).status]).toEqual([403, 200]);
    // The one that was printed is another one.
    expect((await enter(server.plainUrl, other)).status).toBe(200);
  });

  test("is shut for pages of others, and for everything but the page's own way of asking", async () => {
    const url = server.urlForBrowser();
    const { port } = server;
    for (const more of [
      { origin: "http://attacker.example" },
      { origin: `http://localhost:${port + 1}` },
      { origin: "null" },
      { host: "attacker.example" },
      { "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "same-site" },
      { "sec-fetch-site": "none" },
      { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" },
      { "x-logonscope-browser": "" },
    ] as Record<string, string>[])
      expect([more, (await enter(url, more)).status]).toEqual([more, 403]);
    for (const method of ["GET", "PUT", "OPTIONS", "HEAD"])
      expect([method, (await enter(url, {}, method)).status]).toEqual([method, 403]);
    // None of them has used it up.
    expect((await enter(url, { "sec-fetch-site": "same-origin" })).status).toBe(200);
  });
});

test("only this machine can reach it", async () => {
  const { networkInterfaces } = await import("node:os");
  const others = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ family, internal }) => family === "IPv4" && !internal);
  for (const { address } of others) {
    const reached = await new Promise<boolean>((resolve) => {
      const socket = connect(server.port, address, () => resolve(true));
      socket.on("error", () => resolve(false));
    });
    expect(reached).toBe(false);
  }
});

test("a stopped server fails what waits at the page, and says why", async () => {
  const { origin } = new URL(server.plainUrl);
  const ends: string[] = [];
  const connectPage = (wrong = ""): ReturnType<typeof createHostClient> =>
    createHostClient(
      httpWire(
        { origin, token: token + wrong, id: crypto.randomUUID() },
        () => {},
        (why) => ends.push(why),
      ),
    );
  const page = connectPage();
  expect(await page.recent()).toEqual([]);
  await expect(connectPage("x").recent()).rejects.toMatchObject({ error: { code: "hostLost" } });
  expect(ends).toEqual(["refused"]);
  await server.close();
  await expect(page.recent()).rejects.toMatchObject({ error: { code: "hostLost" } });
  expect(ends).toEqual(["refused", "lost"]);
});
