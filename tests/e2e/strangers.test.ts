import { readdirSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { TEST_BROWSER, tokenOf } from "../entered.ts";
import { type RunningHost, startBrowserHost } from "./browser-host.ts";
import { requestText, sendRaw, statusesIn } from "./raw-http.ts";

/*
 * What other programs and pages of this machine may try at the browser host, as bytes on its socket: the really started
 * program, with a real case behind it. Nothing may come back that is not on purpose, and it must go on serving.
 */
let host: RunningHost;
let port = 0;
let token = "";
let name = "";
const PAGE = "x-logonscope-page: 0123456789abcdef";

beforeAll(async () => {
  host = await startBrowserHost(["--demo"]);
  const url = new URL(host.url);
  port = Number(url.port);
  token = await tokenOf(host.url);
  name = url.hostname;
});
afterAll(() => host.stop());

const own = () => `Host: 127.0.0.1:${port}`;
const key = () => `x-logonscope-token: ${token}`;
const ask = async (target: string, headers: readonly string[], method = "GET", body = "") =>
  sendRaw(port, requestText(target, headers, method, body));
const status = async (...asked: Parameters<typeof ask>) => statusesIn(await ask(...asked));
/** Whether the page, and with it the program, is still there. */
const serves = () => status("/", [own()]);

describe("a name that is not ours", () => {
  const NAMES = [
    "attacker.example",
    "attacker.example:PORT",
    "ATTACKER.EXAMPLE:PORT",
    "NAME.attacker.example:PORT",
    "attacker.example.localhost:PORT",
    "127.0.0.1.attacker.example:PORT",
    // Without the port, with another, with more than one.
    "NAME",
    "localhost",
    "127.0.0.1",
    "127.0.0.1:80",
    "127.0.0.1:PORT:PORT",
    "127.0.0.1:0PORT",
    // The same address, written so that a list of names may forget it.
    "NAME.:PORT",
    "localhost.:PORT",
    "127.1:PORT",
    "127.0.0.2:PORT",
    "0.0.0.0:PORT",
    "2130706433:PORT",
    "0x7f000001:PORT",
    "0177.0.0.1:PORT",
    "[::1]:PORT",
    "[::ffff:127.0.0.1]:PORT",
    "[::]:PORT",
    // With something around it.
    "user@127.0.0.1:PORT",
    "127.0.0.1:PORT@attacker.example",
    "127.0.0.1:PORT/",
    "127.0.0.1:PORT,attacker.example",
    "127.0.0.1:PORT attacker.example",
    "http://127.0.0.1:PORT",
    "127.0.0.1%3APORT",
    "",
  ];

  test.each(NAMES)("%j gets neither the page nor the API", async (pattern) => {
    const said = `Host: ${pattern.replaceAll("PORT", String(port)).replaceAll("NAME", name)}`;
    for (const target of ["/", "/index.html", "/api/stream"]) {
      const answer = await ask(target, [said, key(), PAGE]);
      expect(statusesIn(answer), target).toEqual([403]);
      expect(answer).not.toMatch(/<html|<title|logonscope|access-control/i);
    }
  });

  test("none at all, or two, are refused; ours may be written in capitals", async () => {
    expect(await status("/", [])).toEqual([400]);
    expect(statusesIn(await sendRaw(port, "GET / HTTP/1.0\r\n\r\n"))).toEqual([403]);
    const other = "Host: attacker.example";
    expect(await status("/", [own(), other])).not.toContain(200);
    expect(await status("/", [other, own()])).not.toContain(200);
    expect(await status("/", [own(), own()])).not.toContain(200);
    expect(await status(`http://attacker.example/`, [own()])).toEqual([400]);
    expect(await status(`http://127.0.0.1:${port}/`, [own()])).toEqual([400]);
    expect(await status("/", [`hOST: ${name.toUpperCase()}:${port}`])).toEqual([200]);
    expect(await serves()).toEqual([200]);
  });
});

describe("another page of the browser", () => {
  const ORIGINS = [
    "null",
    "http://attacker.example",
    "https://127.0.0.1:PORT",
    "http://127.0.0.1",
    "http://127.0.0.1:1",
    "http://127.0.0.1:PORT.attacker.example",
    "http://localhost:PORT",
    "http://NAME:PORT",
    "http://NAME",
    "file://",
    "chrome-extension://abcdefghijklmnop",
    "http://127.0.0.1:PORT http://attacker.example",
    "",
  ];

  test.each(ORIGINS)("of origin %j is refused even with the token", async (pattern) => {
    const origin = `Origin: ${pattern.replaceAll("PORT", String(port)).replaceAll("NAME", name)}`;
    for (const [target, method] of [
      ["/", "GET"],
      ["/api/stream", "GET"],
      ["/api/call", "POST"],
      ["/api/upload?name=a.evtx", "POST"],
    ] as const) {
      const answer = await ask(target, [own(), origin, key(), PAGE, "Content-Length: 0"], method);
      expect(statusesIn(answer), target).toEqual([403]);
      expect(answer).not.toMatch(/access-control/i);
    }
  });

  test("that embeds, frames, includes or prefetches ours gets nothing, whatever it says it wants", async () => {
    const seen: unknown[] = [];
    for (const site of ["cross-site", "same-site", "CROSS-SITE", "nonsense"])
      for (const [mode, dest] of [
        ["no-cors", "image"],
        ["no-cors", "script"],
        ["no-cors", "style"],
        ["cors", "empty"],
        ["navigate", "iframe"],
        ["navigate", "object"],
        ["navigate", "embed"],
        ["same-origin", "worker"],
        ["websocket", "websocket"],
      ] as const) {
        const headers = [
          own(),
          `Sec-Fetch-Site: ${site}`,
          `Sec-Fetch-Mode: ${mode}`,
          `Sec-Fetch-Dest: ${dest}`,
        ];
        seen.push(
          ...(await status("/", headers)),
          ...(await status("/api/stream", [...headers, key(), PAGE])),
        );
      }
    expect(seen).toEqual(Array(72).fill(403));
    // A link to it may be followed from anywhere; what opens has no token and is nobody's frame.
    const followed = ["cross-site", "navigate", "document"];
    const names = ["Site", "Mode", "Dest"].map((part, at) => `Sec-Fetch-${part}: ${followed[at]}`);
    const page = await ask("/", [own(), ...names]);
    expect(statusesIn(page)).toEqual([200]);
    expect(page).toMatch(/x-frame-options: DENY/i);
    expect(page).toMatch(/frame-ancestors 'none'/);
    // Even so opened, no call.
    expect(await status("/api/stream", [own(), ...names, key(), PAGE])).toEqual([403]);
  });

  test("that asks first gets no leave: no preflight is ever answered", async () => {
    for (const wanted of ["x-logonscope-token,x-logonscope-page", "content-type"])
      for (const origin of ["http://attacker.example", `http://127.0.0.1:${port}`]) {
        const answer = await ask(
          "/api/call",
          [
            own(),
            `Origin: ${origin}`,
            "Access-Control-Request-Method: POST",
            `Access-Control-Request-Headers: ${wanted}`,
            "Access-Control-Request-Private-Network: true",
          ],
          "OPTIONS",
        );
        expect(statusesIn(answer)).toEqual([403]);
        expect(answer).not.toMatch(/access-control/i);
      }
  });

  test("that posts a form, or anything that needs no leave, moves nothing", async () => {
    for (const type of [
      "application/x-www-form-urlencoded",
      "multipart/form-data; boundary=x",
      "text/plain",
    ]) {
      const body = `x-logonscope-token=${token}&token=${token}`;
      const headers = [own(), `Content-Type: ${type}`, `Content-Length: ${body.length}`];
      for (const target of ["/api/call", `/api/upload?name=a.evtx&token=${token}`])
        expect(await status(target, headers, "POST", body)).toEqual([403]);
      expect(await status("/", headers, "POST", body)).toEqual([405]);
    }
  });
});

describe("a guessed token", () => {
  const call = (guess: string) => ask("/api/stream", [own(), `x-logonscope-token: ${guess}`, PAGE]);
  /** What was answered, without the time of day. */
  const plain = (answer: string) => answer.replace(/^Date: .*\r\n/m, "");

  test("is refused in the same words however near it comes", async () => {
    expect(token).toMatch(/^[A-Za-z0-9_-]{32}$/);
    const flipped = [...token].map(
      (sign, at) => token.slice(0, at) + (sign === "A" ? "B" : "A") + token.slice(at + 1),
    );
    const guesses = [
      "",
      ...Array.from({ length: token.length }, (_, length) => token.slice(0, length)),
      ...Array.from({ length: token.length - 1 }, (_, from) => token.slice(from + 1)),
      ...flipped,
      `${token}A`,
      `${token}=`,
      `"${token}"`,
      `Bearer ${token}`,
      `${token},${token}`,
      `${token} ${token}`,
      token.toUpperCase(),
      token.split("").reverse().join(""),
      "*",
      "undefined",
      "A".repeat(8000),
    ];
    const answers = new Set<string>();
    for (const guess of guesses) answers.add(plain(await call(guess)));
    expect(guesses.length).toBeGreaterThan(100);
    expect(answers.size).toBe(1);
    expect(statusesIn([...answers][0] ?? "")).toEqual([403]);
    // Twice the right one is not the right one.
    expect(await status("/api/stream", [own(), key(), key(), PAGE])).toEqual([403]);
    for (const place of [`Cookie: token=${token}`, `Authorization: Bearer ${token}`, `Referer: ${host.url}`])
      expect(await status(`/api/stream?token=${token}`, [own(), place, PAGE])).toEqual([403]);
  });

  test("of an earlier start, or of another host, is worth nothing", async () => {
    const other = await startBrowserHost([]);
    try {
      const foreign = await tokenOf(other.url);
      expect(foreign).not.toBe(token);
      expect(statusesIn(await call(foreign))).toEqual([403]);
    } finally {
      await other.stop();
    }
  });
});

describe("an address that somebody else has seen", () => {
  const enter = (code: string, browser: string, more: readonly string[] = [], method = "POST") =>
    ask(
      "/api/enter",
      [own(), `x-logonscope-code: ${code}`, `x-logonscope-browser: ${browser}`, ...more],
      method,
    );
  const plain = (answer: string) => answer.replace(/^Date: .*\r\n/m, "");
  const STRANGER = "00000000-0000-4000-8000-00000000dead";

  test("lets in nobody but the browser that used it, whatever they call themselves", async () => {
    const code = new URL(host.url).hash.slice(1);
    expect(code).toMatch(/^[A-Za-z0-9_-]{32}$/);
    expect(code).not.toBe(token);
    expect(statusesIn(await enter(code, TEST_BROWSER))).toEqual([200]);
    const refused = new Set<string>();
    for (const browser of [
      STRANGER,
      "",
      "*",
      "undefined",
      "A".repeat(8000),
      TEST_BROWSER.toUpperCase(),
      TEST_BROWSER.slice(1),
      `${TEST_BROWSER} `.repeat(2),
      `${TEST_BROWSER},${TEST_BROWSER}`,
      ...[...TEST_BROWSER].map((_, at) => `${TEST_BROWSER.slice(0, at)}7${TEST_BROWSER.slice(at + 1)}`),
    ])
      refused.add(plain(await enter(code, browser)));
    // By the right name, but from elsewhere.
    for (const more of [
      [`Origin: http://attacker.example`],
      [`Origin: http://127.0.0.1:${port + 1}`],
      ["Origin: null"],
      ["Sec-Fetch-Site: cross-site"],
      ["Sec-Fetch-Site: none"],
      ["Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document"],
    ])
      refused.add(plain(await enter(code, TEST_BROWSER, more)));
    expect(refused.size).toBe(1);
    expect(statusesIn([...refused][0] ?? "")).toEqual([403]);
    expect([...refused][0]).not.toContain(token);
    expect(statusesIn(await enter(code, TEST_BROWSER, [], "GET"))).toEqual([403]);
    expect(statusesIn(await enter(code, TEST_BROWSER, [`x-logonscope-code: ${code}`]))).toEqual([403]);
    // A code is no token.
    expect(await status("/api/stream", [own(), `x-logonscope-token: ${code}`, PAGE])).toEqual([403]);
  });

  test("is not guessed from what is near", async () => {
    const code = new URL(host.url).hash.slice(1);
    const guesses = [
      ...Array.from({ length: code.length }, (_, length) => code.slice(0, length)),
      ...[...code].map((sign, at) => code.slice(0, at) + (sign === "A" ? "B" : "A") + code.slice(at + 1)),
      `${code}A`,
      token,
    ];
    const answers = new Set<string>();
    for (const guess of guesses) answers.add(plain(await enter(guess, TEST_BROWSER)));
    expect(guesses.length).toBeGreaterThan(60);
    expect([answers.size, statusesIn([...answers][0] ?? "")]).toEqual([1, [403]]);
  });
});

describe("odd bytes", () => {
  const CASES: readonly (readonly [string, (line: string) => string])[] = [
    ["two lengths", (line) => `${line}Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd`],
    [
      "a length and chunks",
      (line) => `${line}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    ],
    ["chunks named oddly", (line) => `${line}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n`],
    ["chunks under a space", (line) => `${line}Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n`],
    ["chunks that are not last", (line) => `${line}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n`],
    ["a negative length", (line) => `${line}Content-Length: -1\r\n\r\n`],
    ["a length beyond numbers", (line) => `${line}Content-Length: 99999999999999999999\r\n\r\n`],
    ["a length in sixteens", (line) => `${line}Content-Length: 0x10\r\n\r\n`],
    ["a chunk beyond numbers", (line) => `${line}Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\nabc`],
    ["a chunk of no number", (line) => `${line}Transfer-Encoding: chunked\r\n\r\nzz\r\nabc`],
    ["a folded header", (line) => `${line}x-a: b\r\n c\r\n\r\n`],
    ["a header of no name", (line) => `${line}: b\r\n\r\n`],
    ["zero bytes", (line) => `${line}x-a: \0\r\n\r\n`],
    ["lone line ends", (line) => `${line.replaceAll("\r\n", "\n")}\n`],
    ["lone returns", (line) => `${line.replaceAll("\r\n", "\r")}\r`],
  ];

  test.each(CASES)("%s: refused, and what follows is not a second request", async (_what, make) => {
    const head = `POST /api/call HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n`;
    const hidden = requestText("/index.html", [own()]);
    const answer = await sendRaw(port, make(head) + hidden);
    expect(statusesIn(answer).every((code) => code === 400 || code === 403)).toBe(true);
    expect(statusesIn(answer).length).toBeLessThanOrEqual(1);
    expect(answer).not.toContain("<title");
    expect(await serves()).toEqual([200]);
  });

  test("other protocols get no connection", async () => {
    const socketKey = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";
    const up = ["Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13", socketKey];
    for (const more of [[], [key(), PAGE], [`Origin: http://127.0.0.1:${port}`, key(), PAGE]])
      expect(await ask("/api/stream", [own(), ...up, ...more])).toBe("");
    expect(
      await ask("/", [own(), "Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: "]),
    ).toBe("");
    expect(await ask("attacker.example:443", [own()], "CONNECT")).toBe("");
    expect(statusesIn(await sendRaw(port, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"))).not.toContain(200);
    const hello = new Uint8Array(200).fill(3);
    hello.set([0x16, 0x03, 0x01, 0x00, 0xc3, 0x01]);
    expect(statusesIn(await sendRaw(port, hello))).not.toContain(200);
    expect(await status("*", [own()], "OPTIONS")).toEqual([400]);
    for (const method of ["TRACE", "PROPFIND", "DELETE", "PUT", "PATCH", "LINK"])
      expect(await status("/", [own()], method)).toEqual([405]);
    expect(await status("/", [own()], "BREW")).toEqual([400]);
    expect(await serves()).toEqual([200]);
  });

  test("heads, addresses and bodies that are too long are refused before they are read", async () => {
    const long = "a".repeat(20_000);
    expect(await status(`/${long}`, [own()])).toEqual([431]);
    expect(await status("/", [own(), `x-a: ${long}`])).toEqual([431]);
    expect(await status("/", [own(), `${long}: a`])).toEqual([431]);
    // As many short ones as fit: none is dropped unseen, whatever stands last.
    const many = Array.from({ length: 2400 }, (_, at) => `${(at % 36).toString(36)}:`);
    expect(await status("/", [own(), ...many])).toEqual([200]);
    expect(await status("/", [own(), ...many, "Origin: http://attacker.example"])).toEqual([403]);
    // Announced only: nobody waits for it, with the token or without.
    for (const more of [[], [key(), PAGE]])
      for (const target of ["/api/call", "/api/upload?name=a.evtx"]) {
        const answer = await ask(target, [own(), ...more, `Content-Length: ${2 ** 50}`], "POST");
        expect(statusesIn(answer)).toEqual([more.length === 0 ? 403 : 409]);
        expect(answer).toMatch(/connection: close/i);
      }
  });

  test("hundreds of half requests keep nobody else out for good", async () => {
    const half = Array.from({ length: 300 }, () => {
      const socket = connect(port, "127.0.0.1", () => socket.write(`GET / HTTP/1.1\r\n${own()}\r\nx-a: `));
      socket.on("error", () => {});
      return socket;
    });
    // Beyond its number of connections the host hangs up at once; those below are cut by its limit on heads.
    await expect.poll(() => half.filter((socket) => socket.closed).length).toBeGreaterThan(40);
    for (const socket of half) socket.destroy();
    await expect.poll(serves).toEqual([200]);
  });
});

test("after all that it has written nothing about it, and kept nothing of it", () => {
  expect(host.said().split("\n").filter(Boolean)).toHaveLength(4);
  const own = readdirSync(tmpdir()).filter((entry) => entry.startsWith(`logonscope-spool-${host.pid}-`));
  expect(own).toHaveLength(1);
  expect(readdirSync(`${tmpdir()}/${own[0]}`)).toEqual([]);
});
