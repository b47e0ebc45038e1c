// Part of `npm run load`: a large case in the window, over the browser host, in a Chromium of this machine.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { memoryMbOf, peakMbOf, processesBelow } from "./measured.mjs";

const PATIENCE_MS = 15 * 60_000;
const VIEW = { width: 1600, height: 900 };
const VIEWS = ["Timeline", "Sessions", "Failures", "Breakdown", "Sources"];

/** What one case takes; `reason` where there is no browser. */
export async function loadInWindow(chromium, serve, inputs) {
  const profile = mkdtempSync(join(tmpdir(), "logonscope-load-"));
  const launched = await chromium.launchProfile(profile, VIEW, []);
  if ("reason" in launched) {
    rmSync(profile, { recursive: true, force: true });
    return { reason: launched.reason };
  }
  const { context } = launched;
  const host = await startHost(serve, inputs);
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    const cdp = await context.newCDPSession(page);
    await cdp.send("Performance.enable");
    const began = performance.now();
    await page.goto(host.url);
    await page.getByText(/read in/).waitFor();
    const seconds = (performance.now() - began) / 1000;
    const heap = async () => {
      const { metrics } = await cdp.send("Performance.getMetrics");
      return metrics.find(({ name }) => name === "JSHeapUsedSize").value / 1e6;
    };
    const first = { heapMb: await heap(), peakMb: pagePeak() };
    for (const view of VIEWS) await page.getByRole("button", { name: view, exact: true }).first().click();
    await page.getByRole("button", { name: "Sessions", exact: true }).first().click();
    const all = { heapMb: await heap(), peakMb: pagePeak() };
    const saving = performance.now();
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: /^Export/ }).click();
    await page.getByRole("menuitem", { name: /^Data with sources and caveats/ }).click();
    const saved = statSync(await (await download).path()).size;
    return {
      seconds,
      first,
      all,
      exported: { bytes: saved, seconds: (performance.now() - saving) / 1000, peakMb: pagePeak() },
      host: { peakMb: peakMbOf(host.pid), afterMb: memoryMbOf(host.pid) },
      chromium: context.browser()?.version() ?? "",
    };
  } finally {
    await context.close();
    await host.stop();
    rmSync(profile, { recursive: true, force: true });
  }
}

/** The most memory that the process of the page had, which is the largest of them. */
function pagePeak() {
  const pages = processesBelow(process.pid).filter(({ command }) => command.includes("--type=renderer"));
  return Math.max(...pages.map(({ pid }) => peakMbOf(pid) ?? 0));
}

function startHost(serve, inputs) {
  const child = spawn(process.execPath, [serve, "--no-open", "--private", "--port", "0", ...inputs], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  return new Promise((resolve, reject) => {
    let said = "";
    const exited = new Promise((done) => child.once("exit", done));
    child.once("exit", () => reject(new Error(`the browser host ended: ${said}`)));
    child.stdout.on("data", (piece) => {
      said += piece;
      const url = /http:\/\/\S+#\S+/.exec(said)?.[0];
      if (url !== undefined)
        resolve({
          url,
          pid: child.pid,
          stop: async () => {
            child.kill();
            await exited;
          },
        });
    });
  });
}
