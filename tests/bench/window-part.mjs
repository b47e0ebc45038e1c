// Part of `npm run bench`: what happens in the window, in a Chromium of this machine, on the page as it is built.
// Frames are not held to the rate of a screen, so that a frame takes what its work takes. Without a Chromium the part
// says so and is left out.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { rolldown } from "rolldown";
import { median } from "./measure.mjs";
import { nextPaint, wheelFrames } from "./window-clock.mjs";
import { buildSamplePage, servePage, startHost } from "./window-page.mjs";
import { traceLines, traceOf } from "./window-trace.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const work = join(root, "node_modules/.cache/logonscope/bench");
const RUNS = 7;
const ROUNDS = 7;
/** Rounds of what is traced afterwards. */
const TRACED = 3;
/** A frame takes what its work takes. */
const UNHELD = ["--disable-frame-rate-limit", "--disable-gpu-vsync"];
const VIEW = { width: 1600, height: 900 };

/**
 * Measures the window; the numbers go into a map under their ids. `log` is one of 30 MB, null leaves it out; `built` is a
 * folder with the page that holds the samples, null has it built. Answers profiles of what was timed.
 */
export async function benchWindow(
  log,
  { numbers = new Map(), serve = join(root, "out/serve/index.js"), built = null } = {},
) {
  const chromium = await bundledChromium();
  const row = (id, what, list, unit = "ms") => {
    const cells = [median(list), Math.min(...list), Math.max(...list)].map((value) =>
      value.toFixed(1).padStart(7),
    );
    console.log(`${what.padEnd(54)} ${cells.join(" ")} ${unit}`);
    if (id !== null) numbers.set(id, median(list));
  };
  /** Does something in a browser with a profile of its own; false when there is none. */
  const inBrowser = async (work) => {
    const profile = mkdtempSync(join(tmpdir(), "logonscope-bench-"));
    const launched = await chromium.launchProfile(profile, VIEW, UNHELD);
    try {
      if ("reason" in launched) console.log(`\nin the window: left out, ${launched.reason}`);
      else await work(launched.context, profile);
    } finally {
      if ("context" in launched) await launched.context.close();
      rmSync(profile, { recursive: true, force: true });
    }
    return "context" in launched;
  };
  const head = async (context) => {
    const version = context.browser()?.version() ?? "";
    console.log(`\nin the window, Chromium ${version}, ${VIEW.width} x ${VIEW.height}, no GPU, to painted`);
    console.log(`${"".padEnd(54)}  median    from      to`);
  };
  if (!(await inBrowser(head))) return [];
  if (log !== null) await inBrowser((context, home) => benchRealLog(context, serve, log, home, row));
  const folder = built ?? join(work, "page");
  if (built === null) await buildSamplePage(folder);
  const site = await servePage(folder);
  const profiles = [];
  try {
    for (const sample of ["crowded", "lanes"])
      await inBrowser((context) => benchSample(context, site.address(sample), sample, row));
    // In a browser of its own: what is timed is never traced.
    await inBrowser(async (context) => {
      for await (const profile of tracedSample(context, site.address("crowded"))) {
        console.log(`\n${traceLines(profile).join("\n")}`);
        profiles.push(profile);
      }
    });
  } finally {
    site.stop();
  }
  return profiles;
}

/** A log on disk, read again by a host that is warm, until the table shows its first rows. */
async function benchRealLog(context, serve, log, home, row) {
  const host = await startHost(serve, log, home);
  try {
    const page = await context.newPage();
    await page.goto(host.url);
    await page.getByText(/read in/).waitFor({ timeout: 60_000 });
    await showSessions(page);
    row("window/open", "30 MB log, warm host, to first rows", await reopened(page, "read again"));
  } finally {
    host.stop();
  }
}

async function showSessions(page) {
  await page.getByRole("button", { name: "Sessions" }).first().click();
  await page.locator(".vt-row").first().waitFor();
}

/** Times of a command of the palette that puts a case on screen anew, with the sessions in view. */
async function reopened(page, command, runs = RUNS) {
  const times = [];
  for (let run = 0; run < runs + 2; run++) {
    await page.keyboard.press("Control+k");
    await page.keyboard.type(command);
    await page.waitForTimeout(500);
    const painted = nextPaint(page, "keydown", "anew");
    await page.waitForTimeout(50);
    await page.keyboard.press("Enter");
    const time = await painted;
    if (run >= 2) times.push(time);
    await page.waitForTimeout(1500);
  }
  return times;
}

/** An invented case of a million sessions. */
async function benchSample(context, address, sample, row) {
  const page = await context.newPage();
  await page.goto(address);
  const open = page.getByRole("button", { name: "Look at a sample log" });
  await open.waitFor();
  const before = await keptBytes(page);
  const kept = async () => [((await keptBytes(page)) - before) / 1e6];
  await openSample(page);
  row(
    sample === "crowded" ? "window/kept" : null,
    `${sample}: kept by the page after opening`,
    await kept(),
    "MB",
  );
  if (sample === "crowded") await benchTable(page, row);
  await benchTimeline(page, sample, row);
  row(null, `${sample}: kept by the page after looking around`, await kept(), "MB");
  await showSessions(page);
  const times = await reopened(page, "sample");
  row(sample === "crowded" ? "window/reopen" : null, `${sample}: known from before, to first rows`, times);
}

async function openSample(page) {
  await page.getByRole("button", { name: "Look at a sample log" }).click();
  await page
    .getByText(/1,000,000/)
    .first()
    .waitFor({ timeout: 60_000 });
  // It is kept in the background.
  await page.waitForTimeout(4000);
}

/** Where the time of what is timed goes, each done a few times before. */
async function* tracedSample(context, address) {
  const page = await context.newPage();
  await page.goto(address);
  await openSample(page);
  await showSessions(page);
  await keystrokes(page, "user:*", TRACED);
  const key = { id: "window/key", what: "keystroke in the filter of a million sessions", unit: "key" };
  yield await traceOf(page, key, async () => (await keystrokes(page, "user:*", TRACED)).length);
  const frames = async (zoom) => (await wheelFrames(page, { zoom, rounds: TRACED })).paints.length;
  await showTimeline(page);
  await frames(true);
  const fit = { id: "window/frame crowded", what: "zooming a million bars, all in view", unit: "frame" };
  yield await traceOf(page, fit, () => frames(true));
  await goNear(page);
  await frames(false);
  const near = {
    id: "window/near crowded",
    what: "panning a million bars, one of 30 days in view",
    unit: "frame",
  };
  yield await traceOf(page, near, () => frames(false));
  await showSessions(page);
  await reopened(page, "sample", 0);
  const reopen = { id: "window/reopen", what: "opening a million sessions known from before", unit: "time" };
  yield await traceOf(page, reopen, async () => {
    await reopened(page, "sample", TRACED - 2);
    return TRACED;
  });
}

async function keptBytes(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.enable");
  for (let i = 0; i < 2; i++) await session.send("HeapProfiler.collectGarbage");
  const {
    usedSize,
    embedderHeapUsedSize = 0,
    backingStorageSize = 0,
  } = await session.send("Runtime.getHeapUsage");
  await session.detach();
  return usedSize + embedderHeapUsedSize + backingStorageSize;
}

async function benchTable(page, row) {
  await showSessions(page);
  for (const [id, what, text] of [
    ["window/key", "keystroke, one column", "user:*"],
    ["window/key all", "keystroke, all texts", ""],
  ])
    row(id, `crowded: ${what}`, await keystrokes(page, text, 4));
  await page.getByRole("combobox", { name: "Filter" }).fill("");
  await page.waitForTimeout(500);
  await page.keyboard.press("Escape");
  for (const column of ["User", "On"]) {
    const times = [];
    for (let run = 0; run < RUNS; run++) {
      const painted = nextPaint(page, "click", "order");
      await page.waitForTimeout(50);
      await page.locator(".vt").getByRole("button", { name: column, exact: true }).first().click();
      times.push(await painted);
      await page.waitForTimeout(200);
    }
    row(
      column === "User" ? "window/sort" : null,
      `crowded: sort by ${column}, first time ${times[0].toFixed(0)}`,
      times.slice(1),
    );
  }
}

/** Times of keys typed behind a text in the filter. */
async function keystrokes(page, text, runs) {
  const box = page.getByRole("combobox", { name: "Filter" });
  const times = [];
  for (let run = 0; run < runs; run++) {
    await box.fill("");
    await page.waitForTimeout(400);
    await box.fill(text);
    await page.waitForTimeout(400);
    for (const key of "142") {
      const painted = nextPaint(page, "keydown", "rows");
      await page.waitForTimeout(50);
      await page.keyboard.press(key);
      times.push(await painted);
      await page.waitForTimeout(200);
    }
  }
  return times;
}

async function showTimeline(page) {
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Timeline" }).first().click();
  await page.locator(".time-surface canvas").first().waitFor();
  await page.waitForTimeout(1500);
}

/** From all days to one of 30. */
async function goNear(page) {
  await page.locator(".time-surface").hover();
  await page.keyboard.down("Control");
  for (let i = 0; i < 9; i++) await page.mouse.wheel(0, -40);
  await page.keyboard.up("Control");
  await page.waitForTimeout(800);
}

async function benchTimeline(page, sample, row) {
  await showTimeline(page);
  const wheel = async (id, what, zoom) => {
    const { times, paints, rest } = await wheelFrames(page, { zoom, rounds: ROUNDS });
    row(id, `${sample}: timeline frame, ${what}`, times);
    row(null, "  drawing in it", paints);
    row(null, "  longest frame when it rests", [rest]);
  };
  await wheel(`window/frame ${sample}`, "zooming at fit", true);
  await wheel(null, "panning at fit", false);
  await goNear(page);
  await wheel(`window/near ${sample}`, "panning, one of 30 days", false);
}

/** The finder of browsers that the checks of the page use. */
async function bundledChromium() {
  const bundle = await rolldown({
    input: join(root, "tests/e2e/chromium.ts"),
    platform: "node",
    external: ["playwright-core", "@sparticuz/chromium"],
  });
  const file = join(work, "chromium.mjs");
  await bundle.write({ file, format: "esm" });
  await bundle.close();
  return import(pathToFileURL(file).href);
}

// `node tests/bench/window-part.mjs LOG`; `-` leaves the log out.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const log = process.argv[2] ?? join(work, "security-30.evtx");
  await benchWindow(log === "-" ? null : log);
}
