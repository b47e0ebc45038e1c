import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { BrowserContext, Frame, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AS_TEST_BROWSER, TEST_BROWSER, tokenOf } from "../entered.ts";
import { PATIENCE_MS } from "../patience.ts";
import { projectRoot } from "../source-tree.ts";
import { type RunningHost, startBrowserHost } from "./browser-host.ts";
import { launchProfile, SWITCHED_OFF, scratchFolder } from "./chromium.ts";

/*
 * Other sites in the browser in which a case is open: one from elsewhere, one of another program on this machine, one
 * whose name was turned to this machine after it was loaded. Each tries every way out of its page that a browser has.
 */
const scratch = scratchFolder();
const ATTACKER = "attacker.example";
const launched = await launchProfile(scratch.path, { width: 1280, height: 800 }, [
  `--host-resolver-rules=MAP ${ATTACKER} 127.0.0.1`,
  // Newer browsers keep other sites from this machine by themselves: here we must do without.
  `--disable-features=${[...SWITCHED_OFF, "LocalNetworkAccessChecks", "BlockInsecurePrivateNetworkRequests"].join(",")}`,
]);
const why = "reason" in launched ? ` (skipped: ${launched.reason})` : "";

/** What a page got by each way; only `nothing` is right. */
type Loot = Record<string, string>;

/** The code of the foreign page: it tries each way to a place and says what came of it. */
const TRY_EVERYTHING = readFileSync(join(projectRoot, "tests/e2e/foreign-page.js"), "utf8")
  .trimEnd()
  .slice(0, -1);
/** What they should not know and do: the token, the code of the address, and what this browser calls itself. */
type Known = Readonly<Record<"token" | "code" | "browser", string>>;
const tryEverything = (frame: Pick<Frame, "evaluate">, base: string, known: Known): Promise<Loot> =>
  frame.evaluate(`(${TRY_EVERYTHING})(${JSON.stringify({ base, ...known })})`);

describe.skipIf("reason" in launched)(
  `other pages of the browser${why}`,
  { timeout: 4 * PATIENCE_MS },
  () => {
    let host: RunningHost;
    let url: URL;
    let token = "";
    let known: Known;
    let elsewhere: Server;
    let theirPort = 0;
    let context: BrowserContext;
    let page: Page;

    beforeAll(async () => {
      if ("reason" in launched) return;
      context = launched.context;
      host = await startBrowserHost(["--demo"]);
      url = new URL(host.url);
      token = await tokenOf(host.url);
      known = { token, code: url.hash.slice(1), browser: TEST_BROWSER };
      await context.addInitScript(AS_TEST_BROWSER);
      elsewhere = createServer((_request, response) => {
        response.setHeader("Content-Type", "text/html");
        response.end("<!doctype html><title>theirs</title><body>");
      });
      await new Promise<void>((resolve) => elsewhere.listen(0, "127.0.0.1", resolve));
      theirPort = (elsewhere.address() as AddressInfo).port;
    });
    afterAll(async () => {
      await context?.close();
      await host?.stop();
      elsewhere?.close();
      scratch.remove();
    });

    const asThey = async (address: string, base: string): Promise<[string, string][]> => {
      const theirs = await context.newPage();
      await theirs.goto(address);
      expect(await theirs.title()).toBe("theirs");
      // They even know the token: what keeps them out must be enough by itself.
      const loot = await tryEverything(theirs, base, known);
      await theirs.close();
      expect(Object.keys(loot).length).toBeGreaterThan(15);
      return Object.entries(loot).filter(([, got]) => got !== "nothing");
    };

    test("the case is open, and its token is nowhere but in the memory of its tab and the head of its calls", async () => {
      page = await context.newPage();
      const asked: { url: string; headers: Record<string, string> }[] = [];
      page.on("request", (request) => asked.push({ url: request.url(), headers: request.headers() }));
      await page.goto(host.url);
      await page.getByRole("heading", { name: "3 computers" }).waitFor();
      expect(page.url()).toBe(`${url.origin}/`);
      expect(asked.length).toBeGreaterThan(5);
      for (const { url: address, headers } of asked) {
        const { "x-logonscope-token": own, ...others } = headers;
        if (address === `${url.origin}/api/enter`) expect(headers["x-logonscope-code"]).toBe(known.code);
        // The first address is the one that was opened; a browser sends no fragment.
        expect(address.split("#")[0]).not.toContain(token);
        expect(JSON.stringify(others)).not.toContain(token);
        expect(headers.referer ?? "").toBe("");
        if (own !== undefined) expect(address).toContain(`${url.origin}/api/`);
      }
      const seen = await page.evaluate(async () => {
        const databases = await indexedDB.databases();
        return JSON.stringify([
          document.documentElement.outerHTML,
          { ...localStorage },
          document.cookie,
          window.name,
          document.referrer,
          location.href,
          JSON.stringify(history.state),
          performance.getEntriesByType("resource").map((entry) => entry.name),
          databases,
        ]);
      });
      expect(seen).not.toContain(token);
      expect(await context.cookies()).toEqual([]);
      // Back and forth through the tab's history, and again from the start.
      await page.goto("about:blank");
      await page.goBack();
      await page.getByRole("heading", { name: "3 computers" }).waitFor();
      expect(page.url()).toBe(`${url.origin}/`);
      // Another tab by the same address has the case, too; who opens it without the code does not.
      const second = await context.newPage();
      await second.goto(host.url);
      await second.getByRole("heading", { name: "3 computers" }).waitFor();
      await second.close();
      const stranger = await context.newPage();
      await stranger.goto(`${url.origin}/`);
      await stranger.waitForFunction(() => document.body.innerText.length > 20);
      const shown = await stranger.evaluate(() => document.body.innerText);
      expect(shown).not.toMatch(/PC-014|3 computers/);
      expect(shown).toContain("Open this page with the address that the program printed");
      await stranger.close();
    });

    test("what they try would find something: of an open place they get what there is", async () => {
      const theirs = await context.newPage();
      const place = `http://127.0.0.1:${theirPort}`;
      await theirs.goto(`${place}/`);
      const loot = await tryEverything(theirs, place, known);
      const got = Object.keys(loot).filter((way) => loot[way] !== "nothing");
      expect(got).toEqual(
        expect.arrayContaining(["page", "pageUnread", "stream", "call", "upload", "enter"]),
      );
      await theirs.close();
    });

    test.each([
      ["from elsewhere", () => `http://${ATTACKER}:${theirPort}/`],
      ["of another program, by number", () => `http://127.0.0.1:${theirPort}/`],
      ["of another program, by name", () => `http://localhost:${theirPort}/`],
      ["of another program, under our own name", () => `http://${url.hostname}:${theirPort}/`],
    ])("one %s gets nothing by any way", async (_what, address) => {
      for (const base of [url.origin, `http://127.0.0.1:${url.port}`])
        expect(await asThey(address(), base)).toEqual([]);
    });

    test("one in a sandbox, without an origin, gets nothing by any way", async () => {
      const theirs = await context.newPage();
      await theirs.goto(`http://127.0.0.1:${theirPort}/`);
      await theirs.evaluate(() => {
        const frame = document.createElement("iframe");
        frame.setAttribute("sandbox", "allow-scripts allow-forms allow-popups");
        frame.srcdoc = "<!doctype html><title>boxed</title><body>";
        document.body.append(frame);
      });
      await expect.poll(() => theirs.frames().length).toBe(2);
      const boxed = theirs.frames()[1]!;
      await boxed.waitForLoadState();
      expect(await boxed.evaluate(() => globalThis.origin)).toBe("null");
      const loot = await tryEverything(boxed, url.origin, known);
      expect(Object.entries(loot).filter(([, got]) => got !== "nothing")).toEqual([]);
      await theirs.close();
    });

    test("one whose name was turned to this machine after it was loaded gets nothing by any way", async () => {
      // The first answer is theirs; from then on the name, at our port, is this machine: to the browser one origin.
      const address = `http://${ATTACKER}:${url.port}/`;
      const theirs = await context.newPage();
      await theirs.route(address, (route) =>
        route.fulfill({ contentType: "text/html", body: "<!doctype html><title>theirs</title><body>" }),
      );
      await theirs.goto(address);
      await theirs.unroute(address);
      const loot = await tryEverything(theirs, address.slice(0, -1), known);
      expect(Object.entries(loot).filter(([, got]) => got !== "nothing")).toEqual([]);
      // It did reach the host, which did not answer to that name.
      const reached = await theirs.evaluate(async () => {
        const answer = await fetch("/");
        return [answer.type, answer.status, (await answer.text()).trim()];
      });
      expect(reached).toEqual(["basic", 403, "403"]);
      await theirs.close();
    });

    test("after all that the case is still open and works", async () => {
      await page.getByRole("button", { name: "Sessions" }).click();
      await page.getByRole("grid", { name: "Sessions" }).getByRole("row").nth(3).click();
      await page.getByText("How we know").waitFor();
      expect(host.said().split("\n").filter(Boolean)).toHaveLength(4);
    });
  },
);
