import { describe, expect, test } from "vitest";
import type { PageAssets } from "../host/page-assets.ts";
import { PAGE_CSP } from "../host/page-headers.ts";
import { answerPageRequest } from "./app-protocol.ts";

const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const html = { type: "text/html; charset=utf-8", body: bytes("<!doctype html>") };
const assets: PageAssets = new Map([
  ["/", html],
  ["/index.html", html],
  ["/assets/index-a1.js", { type: "text/javascript; charset=utf-8", body: bytes("1") }],
]);
const ask = (url: string, method = "GET"): Response => answerPageRequest(assets, { url, method });

/** Asked for by hand: a change of the policy must be a decision, not an accident. */
const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
  "connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

function expectHeaders(answer: Response): void {
  const { headers } = answer;
  expect(headers.get("content-security-policy")).toBe(CSP);
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  expect(headers.get("x-frame-options")).toBe("DENY");
  expect(headers.get("referrer-policy")).toBe("no-referrer");
  expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
  expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
  expect(headers.get("permissions-policy")).toContain("geolocation=()");
  expect(headers.get("access-control-allow-origin")).toBe(null);
}

describe("app://logonscope", () => {
  test.each([
    ["app://logonscope/", html.type, "<!doctype html>"],
    ["app://logonscope/index.html", html.type, "<!doctype html>"],
    ["app://logonscope/index.html?x=1#y", html.type, "<!doctype html>"],
    ["app://logonscope/assets/index-a1.js", "text/javascript; charset=utf-8", "1"],
  ])("serves %s", async (url, type, body) => {
    const answer = ask(url);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe(type);
    expect(await answer.text()).toBe(body);
    expectHeaders(answer);
  });

  test.each([
    "app://logonscope/assets/",
    "app://logonscope/assets/other.js",
    "app://logonscope/../index.html",
    "app://logonscope/assets/..%2f..%2fmain/index.js",
    "app://logonscope/%2e%2e/main/index.js",
    "app://logonscope//etc/passwd",
    "app://logonscope/assets\\index-a1.js",
    "app://logonscope/ASSETS/index-a1.js",
    "app://logonscope/constructor",
    "app://logonscope",
    "app://elsewhere/index.html",
    "app://logonscope.evil/index.html",
    "file:///index.html",
    "",
  ])("does not know %s", async (url) => {
    const answer = ask(url);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toBe("");
    expectHeaders(answer);
  });

  test("HEAD answers without a body, other methods are refused", async () => {
    const head = ask("app://logonscope/", "HEAD");
    expect([head.status, await head.text()]).toEqual([200, ""]);
    for (const method of ["POST", "PUT", "DELETE", "OPTIONS"]) {
      const answer = ask("app://logonscope/", method);
      expect(answer.status).toBe(405);
      expectHeaders(answer);
    }
  });

  test("the browser host shares the policy", () => {
    expect(PAGE_CSP).toBe(CSP);
  });
});
