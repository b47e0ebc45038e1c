// `npm run pictures [-- NAME...]`: makes the screenshots of README and guide anew, from the built program on its sample
// logs, in a Chromium of this machine (CHROMIUM_PATH names another). Nothing of this machine is in them: the program
// runs in private, in a zone, a language and a window that are set.
import { spawn } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ensureBuilt } from "./bundle.mjs";
import { withFewColours } from "./guide/palette-png.mjs";
import { ensureInstalled, root } from "./install.mjs";

const FOLDER = join(root, "docs/guide/pictures");
const WINDOW = { width: 1280, height: 760 };
const CHROMIUM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

const view = (page, name) =>
  page.getByRole("navigation", { name: "Views" }).getByRole("button", { name, exact: true }).click();
const filter = async (page, text) => {
  await page.getByRole("combobox", { name: "Filter" }).fill(text);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
};
const report = async (page, name) => {
  await view(page, "Reports");
  await page.getByRole("navigation", { name: "Reports" }).getByRole("button", { name, exact: true }).click();
  await page.getByRole("group", { name: "In all" }).or(page.locator(".report-totals")).first().waitFor();
};

/** What is done before each picture is taken. `case: false` takes the start screen. */
const PICTURES = {
  start: { case: false, height: 560, act: async () => {} },
  timeline: { act: (page) => view(page, "Timeline") },
  who: {
    act: async (page) => {
      await view(page, "Timeline");
      await page.getByRole("textbox", { name: "Who was on at" }).fill("2024-03-06 14:05");
      await page.keyboard.press("Enter");
    },
  },
  summary: { height: 660, act: (page) => view(page, "Summary") },
  computer: {
    act: async (page) => {
      await page.getByRole("main").getByText("PC-022.corp.example").first().click();
    },
  },
  person: {
    act: async (page) => {
      await page.getByRole("combobox", { name: "Find a person" }).fill("anna");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
    },
  },
  sessions: {
    act: async (page) => {
      await view(page, "Sessions");
      await page.getByRole("row").filter({ hasText: "between two times" }).first().click();
    },
  },
  failures: {
    act: async (page) => {
      await view(page, "Failures");
    },
  },
  breakdown: { act: (page) => view(page, "Breakdown") },
  periods: {
    height: 640,
    act: async (page) => {
      await view(page, "Breakdown");
      await page.getByRole("button", { name: "Compare two periods" }).click();
    },
  },
  hours: { act: (page) => report(page, "Hours") },
  reports: { act: (page) => report(page, "Most at once") },
  compare: {
    act: async (page) => {
      await view(page, "Compare");
      const logs = ["PC-014", "PC-022", "SRV-RDS"].map((name) =>
        join(root, `out/demo/${name}-Security.evtx`),
      );
      await page.getByLabel("Evidence pack or logs to compare with").setInputFiles(logs);
      await page.getByRole("button", { name: "Swap the two" }).click();
      await page.getByRole("row").filter({ hasText: "another end" }).first().click();
    },
  },
  coverage: {
    act: async (page) => {
      await view(page, "Coverage");
      await page.getByRole("grid", { name: "Answers by question and time" }).waitFor();
    },
  },
  events: {
    act: async (page) => {
      await view(page, "Events");
      await filter(page, "eventid:4624 user:anna");
      // The list is whole, and that of the filter: without one there are thousands.
      await page.getByText(/^\d{1,3} records\.$/).waitFor();
      await page.getByRole("row").nth(2).click();
    },
  },
  sources: { height: 660, act: (page) => view(page, "Sources") },
  help: {
    act: async (page) => {
      await view(page, "Timeline");
      await page.getByRole("button", { name: "Help", exact: true }).click();
      await page.getByRole("complementary", { name: "Help" }).getByRole("heading", { level: 2 }).waitFor();
    },
  },
};

async function chromium() {
  const { chromium: driver } = await import("playwright-core");
  const path = [process.env.CHROMIUM_PATH, ...CHROMIUM].find((one) => one !== undefined && existsSync(one));
  if (path === undefined) throw new Error("No Chromium found. CHROMIUM_PATH can name one.");
  return driver.launch({ executablePath: path, args: ["--no-sandbox", "--disable-gpu", "--no-first-run"] });
}

/** Starts the browser host and gives the address it prints. */
async function serve(flags) {
  const child = spawn(
    process.execPath,
    [join(root, "out/serve/index.js"), "--no-open", "--private", "--port", "0", ...flags],
    { stdio: ["ignore", "pipe", "pipe"] },
  );
  const url = await new Promise((resolve, reject) => {
    let said = "";
    const hear = (piece) => {
      said += piece;
      const address = /http:\/\/\S+#\S+/.exec(said);
      if (address !== null) resolve(address[0]);
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.once("exit", () => reject(new Error(`The program did not start: ${said}`)));
  });
  return { url, stop: () => child.kill() };
}

async function take(browser, url, name) {
  const { act, height = WINDOW.height, case: hasCase = true } = PICTURES[name];
  const context = await browser.newContext({
    viewport: { ...WINDOW, height },
    colorScheme: "light",
    reducedMotion: "reduce",
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
  });
  context.setDefaultTimeout(15_000);
  // An address opens in one browser; to the program all contexts are the same one.
  await context.addInitScript(
    'try { localStorage.setItem("logonscope-browser", "00000000-0000-4000-8000-00000000feed"); } catch {}',
  );
  const page = await context.newPage();
  await page.goto(url);
  if (hasCase) await page.getByText(/read in/).waitFor();
  else await page.getByRole("button", { name: "Open logs" }).waitFor();
  await act(page).catch((error) => {
    throw new Error(`${name}: ${String(error.message).split("\n", 3).join(" ")}`);
  });
  // Charts are loaded when the first is drawn, reports are made by a worker.
  await page.waitForTimeout(900);
  const picture = withFewColours(await page.screenshot());
  await context.close();
  writeFileSync(join(FOLDER, `${name}.png`), picture);
  console.log(`${name}.png ${Math.round(picture.length / 1000)} kB`);
}

async function main() {
  const asked = process.argv.slice(2);
  const strange = asked.filter((name) => !(name in PICTURES));
  if (strange.length > 0) throw new Error(`There are pictures of ${Object.keys(PICTURES).join(", ")}.`);
  ensureInstalled();
  await ensureBuilt();
  const browser = await chromium();
  const hosts = [await serve(["--demo"]), await serve([])];
  try {
    for (const name of asked.length > 0 ? asked : Object.keys(PICTURES)) {
      await take(browser, hosts[PICTURES[name].case === false ? 1 : 0].url, name);
    }
  } finally {
    for (const { stop } of hosts) stop();
    await browser.close();
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await main();
