import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readXlsx } from "../../shared/testing/read-xlsx.ts";
import { projectRoot } from "../source-tree.ts";
import { scratchFolder } from "./chromium.ts";
import { cli } from "./command-line.ts";
import { describeOnHosts, type OpenedPage, type SavedFile } from "./page-under-test.ts";

const demo = join(projectRoot, "out/demo");

/** Chooses an entry of the export menu and gives the file that is saved. */
function exported({ page, save }: OpenedPage, entry: RegExp): Promise<SavedFile> {
  return save(async () => {
    await page.getByRole("button", { name: /^Export/ }).click();
    await page.getByRole("menuitem", { name: entry }).click();
  });
}

/** Width and height of a PNG. */
function sizeOf(png: Buffer): readonly [number, number] {
  expect(png.subarray(1, 4).toString("latin1")).toBe("PNG");
  return [png.readUInt32BE(16), png.readUInt32BE(20)];
}

/** Told where the files of this run are to be looked at. */
const KEPT = process.env.LOGONSCOPE_KEEP_EXPORTS;
function keep(name: string, bytes: Uint8Array): void {
  if (KEPT !== undefined) writeFileSync(join(KEPT, name), bytes);
}

await describeOnHosts("exports", (open) => {
  test("a workbook and a report of the window hold what those of the command line hold", async () => {
    const scratch = scratchFolder();
    const opened = await open([demo]);
    const { page, complaints, close } = opened;
    await page.getByRole("heading", { name: "3 computers" }).waitFor();
    await page.keyboard.press("Control+k");
    await page.keyboard.type("reports");
    await page.keyboard.press("Enter");
    await page
      .getByRole("button", { name: /^Hours/ })
      .first()
      .click();
    await page.getByRole("gridcell").first().waitFor();
    const workbook = await exported(opened, /^Workbook with a summary/);
    expect(workbook.name).toBe("report-hours.xlsx");
    keep(workbook.name, workbook.bytes);
    const zone = readXlsx(workbook.bytes)[0]!
      .rows.find(([label]) => label === "Time zone")![1]!
      .split(" ")[0]!;
    const out = join(scratch.path, "hours.xlsx");
    expect(
      cli(["report", "hours", demo, "--format", "xlsx", "--zone", zone, "--out", out, "--quiet"]).code,
    ).toBe(0);
    const [, hours, totals] = readXlsx(workbook.bytes);
    const [, ownHours, ownTotals] = readXlsx(readFileSync(out));
    expect(hours!.rows).toEqual(ownHours!.rows);
    expect(totals!.rows).toEqual(ownTotals!.rows);

    const report = await exported(opened, /^Report with pictures, to read/);
    keep(report.name, report.bytes);
    const html = join(scratch.path, "hours.html");
    expect(
      cli(["report", "hours", demo, "--format", "html", "--zone", zone, "--out", html, "--quiet"]).code,
    ).toBe(0);
    const pictures = (text: string) => text.match(/<svg [\s\S]*?<\/svg>/g);
    expect(pictures(report.bytes.toString("utf8"))).toEqual(pictures(readFileSync(html, "utf8")));
    expect(pictures(report.bytes.toString("utf8"))!.length).toBeGreaterThan(1);
    const picture = await exported(opened, /^Picture: Hours by user/);
    keep(picture.name, picture.bytes);
    expect(sizeOf(picture.bytes)[0]).toBe(2016);
    expect(complaints).toEqual([]);
    await close();
    scratch.remove();
  });

  test("whole records of the window are those of the command line", async () => {
    const scratch = scratchFolder();
    const opened = await open([demo]);
    const { page, complaints, close } = opened;
    await page.getByRole("heading", { name: "3 computers" }).waitFor();
    await page.getByRole("navigation", { name: "Views" }).getByRole("button", { name: "Events" }).click();
    await page.getByRole("gridcell").first().waitFor();
    for (const [entry, format] of [
      [/^Spreadsheet, every field/, "csv"],
      [/^Data, a record a line/, "jsonl"],
    ] as const) {
      const saved = await exported(opened, entry);
      expect(saved.name).toBe(`events.${format}`);
      keep(saved.name, saved.bytes);
      const out = join(scratch.path, `events.${format}`);
      const zone = ["--zone", "Europe/Berlin"];
      expect(cli(["events", demo, "--all", "--format", format, ...zone, "--out", out, "--quiet"]).code).toBe(
        0,
      );
      expect(Buffer.compare(saved.bytes, readFileSync(out))).toBe(0);
    }
    expect(complaints).toEqual([]);
    await close();
    scratch.remove();
  });

  test("a report opens for printing, and prints", async ({ skip }) => {
    const { page, complaints, inBrowser, close } = await open([demo]);
    if (!inBrowser) skip("the window of Electron makes PDF itself");
    await page.getByRole("heading", { name: "3 computers" }).waitFor();
    await page.keyboard.press("3");
    await page.context().addInitScript(() => {
      window.print = () => undefined;
    });
    const opened = page.waitForEvent("popup");
    await page.getByRole("button", { name: /^Export/ }).click();
    await page.getByRole("menuitem", { name: /^Print, or save as PDF/ }).click();
    const report = await opened;
    await report.getByRole("heading", { name: "Sessions", level: 1 }).waitFor();
    // The style came along although the policy of the page allows none in a document.
    expect(
      await report
        .locator("figure svg")
        .first()
        .evaluate((svg) => getComputedStyle(svg).display),
    ).toBe("block");
    expect(await report.locator("script").count()).toBe(0);
    const pdf = await report.pdf({ preferCSSPageSize: true, printBackground: true });
    keep("sessions.pdf", pdf);
    expect(pdf.subarray(0, 5).toString("latin1")).toBe("%PDF-");
    expect(pdf.length).toBeGreaterThan(10_000);
    expect(complaints).toEqual([]);
    await close();
  });

  test("the timeline is saved as a picture twice as fine as the screen", async () => {
    const opened = await open([demo]);
    const { page, complaints, close } = opened;
    await page.getByRole("heading", { name: "3 computers" }).waitFor();
    await page.keyboard.press("2");
    await page.locator(".time-canvas canvas").first().waitFor();
    const width = await page
      .locator(".time-canvas canvas")
      .first()
      .evaluate((canvas) => canvas.clientWidth);
    const picture = await exported(opened, /^Picture of what is on screen/);
    keep(picture.name, picture.bytes);
    expect(picture.name).toBe("timeline.png");
    expect(sizeOf(picture.bytes)[0]).toBe((width + 32) * 2);
    expect(complaints).toEqual([]);
    await close();
  });
});
