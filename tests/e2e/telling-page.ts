import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "playwright-core";
import { expect } from "vitest";

/** A proxy that reaches nothing and remembers what it was asked for. */
export interface DeadEnd {
  readonly port: number;
  /** Host names and addresses that somebody wanted to reach. */
  readonly asked: readonly string[];
  close(): void;
}

export async function startDeadEnd(): Promise<DeadEnd> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    response.writeHead(502).end();
  });
  server.on("connect", (request, socket) => {
    asked.push(request.url ?? "");
    socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { port: (server.address() as AddressInfo).port, asked, close: () => void server.close() };
}

/** Switches that send everything a browser asks of the network to a proxy, this machine's own addresses aside. */
export const onlyThrough = ({ port }: DeadEnd): string[] => [`--proxy-server=http://127.0.0.1:${port}`];

/** Addresses that a browser asks for by itself, whatever page it shows: those of its maker. */
export const OF_THE_BROWSER =
  /(^|[/.])(google|googleapis|gvt1|gstatic|googleusercontent|chromium)\.(com|org)\b/;

/** Uses a page with a case as somebody does who wants to know everything: every view, a record, a note. */
export async function lookAtEverything(page: Page): Promise<void> {
  await page
    .getByText(/read in|Known from before/)
    .first()
    .waitFor();
  const views = page.getByRole("navigation").first().getByRole("button");
  for (const view of await views.all()) if (await view.isEnabled()) await view.click();
  await page.getByRole("button", { name: "Sessions" }).first().click();
  const grid = page.getByRole("grid", { name: "Sessions" });
  await grid.getByRole("row").nth(2).click();
  await page.getByText("How we know").waitFor();
  await page.locator(".proof").getByRole("button").first().click();
  await page.getByText("TargetUserName").first().waitFor();
  const note = page.getByRole("textbox", { name: "Your note on this session" });
  // A private window has no notes.
  if ((await note.count()) > 0) await note.fill("looked at");
  expect(Number(await grid.getAttribute("aria-rowcount"))).toBeGreaterThan(3);
}
