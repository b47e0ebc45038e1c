import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { projectRoot } from "../source-tree.ts";
import { bigLog } from "./big-log.ts";
import { scratchFolder } from "./chromium.ts";
import { describeOnHosts } from "./page-under-test.ts";

const demo = join(projectRoot, "out/demo");

/** Sessions of the log that is large enough to be shown in part. */
const SESSIONS = 40_000;

/** Drops files of the demo on the page as a file manager would: with a transfer that carries real files. */
async function drop(page: Page, names: readonly string[], options: { readonly add?: boolean } = {}) {
  const files = names.map((name) => ({ name, bytes: readFileSync(join(demo, name)).toString("base64") }));
  const transfer = await page.evaluateHandle((list) => {
    const made = new DataTransfer();
    for (const { name, bytes } of list) {
      made.items.add(new File([Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0))], name));
    }
    return made;
  }, files);
  await page.dispatchEvent("body", "dragover", { dataTransfer: transfer });
  await page.getByText("Drop logs to open them").waitFor();
  await page.dispatchEvent("body", "drop", { dataTransfer: transfer, shiftKey: options.add === true });
}

/** Holds a process still nine tenths of the time; the answer sets it free. */
function slowDown(pid: number): () => void {
  const hold = () => process.kill(pid, "SIGSTOP");
  const free = () => process.kill(pid, "SIGCONT");
  const frees: NodeJS.Timeout[] = [];
  const timer = setInterval(() => {
    hold();
    frees.push(setTimeout(free, 270));
  }, 300);
  return () => {
    clearInterval(timer);
    for (const each of frees) clearTimeout(each);
    free();
  };
}

await describeOnHosts("opening logs", (open) => {
  test("files dropped on the start screen, on a case, and with Shift beside what is open", async ({
    skip,
  }) => {
    const { page, complaints, inBrowser, close } = await open();
    if (!inBrowser) skip("a script cannot make a file that has a path");
    await page.getByRole("button", { name: "Open logs" }).waitFor();
    await drop(page, ["PC-014-Security.evtx"]);
    await page.getByRole("heading", { name: "PC-014" }).waitFor();
    expect(await page.getByText("Drop logs to open them").count()).toBe(0);

    // Another drop replaces the case; its filter goes with it.
    await page.getByRole("combobox", { name: "Filter" }).fill("user:anna");
    await drop(page, ["PC-022-Security.evtx"]);
    await page.getByRole("heading", { name: "PC-022" }).waitFor();
    expect(await page.getByRole("combobox", { name: "Filter" }).inputValue()).toBe("");
    expect(await page.getByRole("list", { name: "Terms of the filter" }).count()).toBe(0);

    // With Shift the new log joins the case, and what was asked of it stays asked.
    await page.getByRole("combobox", { name: "Filter" }).fill("user:anna");
    await drop(page, ["PC-014-Security.evtx"], { add: true });
    await page.getByRole("heading", { name: "2 computers" }).waitFor();
    await page.getByRole("button", { name: "Edit user:anna" }).waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  test("a dropped text file gets a sentence", async ({ skip }) => {
    const { page, complaints, inBrowser, close } = await open();
    if (!inBrowser) skip("a script cannot make a file that has a path");
    await page.getByRole("button", { name: "Open logs" }).waitFor();
    const transfer = await page.evaluateHandle(() => {
      const made = new DataTransfer();
      made.items.add(new File(["these are notes"], "notes.evtx"));
      return made;
    });
    await page.dispatchEvent("body", "drop", { dataTransfer: transfer });
    await page.getByText(/notes\.evtx: this is not an event log/).waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  test.skipIf(process.platform === "win32")(
    "final sessions of a large log show while it is read, and a row being read stays in its place",
    async ({ skip }) => {
      const scratch = scratchFolder();
      const file = join(scratch.path, "big.evtx");
      writeFileSync(file, bigLog(SESSIONS));
      const { page, complaints, hostPid, close } = await open([file]);
      if (hostPid === 0) skip("the host cannot be held still");
      // A quick machine reads this before it is worth showing a part of it.
      const release = slowDown(hostPid);
      const table = page.getByRole("grid", { name: "Sessions" });
      let words = "";
      let offset = 0;
      let top = 0;
      try {
        await page.getByText("so far", { exact: false }).first().waitFor();
        // Nothing is claimed that the rest of the log could refute.
        await page.getByText("Not known before the log is read to its end.").first().waitFor();
        await page.getByRole("button", { name: "Sessions" }).click();
        const row = table.getByRole("row").nth(4);
        await row.click();
        words = await row.innerText();
        offset = (await row.boundingBox())?.y ?? 0;
        top = (await table.boundingBox())?.y ?? 0;
      } finally {
        release();
      }
      await page.getByText(`of ${SESSIONS.toLocaleString("en-US")} sessions`).waitFor();
      await page.getByText("so far").waitFor({ state: "hidden" });
      const chosen = table.locator('[aria-selected="true"]');
      expect(await chosen.innerText()).toBe(words);
      // Newer sessions have come in above it, and the line about reading is gone.
      expect(Number(await chosen.getAttribute("aria-rowindex"))).toBeGreaterThan(1000);
      const moved = ((await table.boundingBox())?.y ?? 0) - top;
      expect(Math.round(((await chosen.boundingBox())?.y ?? 0) - moved)).toBe(Math.round(offset));
      expect(complaints).toEqual([]);
      await close();
      scratch.remove();
    },
  );

  test("a picked file is streamed to the host and opened", async () => {
    const { page, complaints, close } = await open();
    await page.getByLabel("Log files").setInputFiles(join(demo, "PC-014-Security.evtx"));
    await page.getByText("PC-014", { exact: false }).first().waitFor();
    await page.getByRole("button", { name: "Sources" }).click();
    // The hash is that of the file as it lies on disk.
    const { createHash } = await import("node:crypto");
    const hash = createHash("sha256")
      .update(readFileSync(join(demo, "PC-014-Security.evtx")))
      .digest("hex");
    await page.getByText(hash).waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  test("a reload keeps the page working", async () => {
    const { page, complaints, close } = await open(["--demo"]);
    await page.getByRole("heading", { name: "3 computers" }).waitFor();
    await page.reload();
    await page.getByText("Logonscope").first().waitFor();
    await page
      .getByRole("button", { name: /Look at a sample log|Sessions/ })
      .first()
      .waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  test("reading can be cancelled, and what was read stays usable and is called partial", async () => {
    const scratch = scratchFolder();
    const file = join(scratch.path, "big.evtx");
    // The same log many times over under other names: enough work to be interrupted, little to write.
    const bytes = bigLog(15_000);
    const files = Array.from({ length: 20 }, (_, i) => join(scratch.path, `big-${i}.evtx`));
    for (const path of [file, ...files]) writeFileSync(path, bytes);
    const { page, complaints, hostPid, close } = await open([file, ...files]);
    // Reading must not be over before it is cancelled, however long the page takes to come up.
    const release = hostPid === 0 || process.platform === "win32" ? () => {} : slowDown(hostPid);
    try {
      await page.getByRole("button", { name: "Cancel" }).click();
    } finally {
      release();
    }
    await page
      .getByText(/Partial\.|cancelled/)
      .first()
      .waitFor();
    expect(complaints).toEqual([]);
    await close();
    scratch.remove();
  });

  test("nothing but a text file: a sentence, not a crash", async () => {
    const scratch = scratchFolder();
    const text = join(scratch.path, "letter.evtx");
    writeFileSync(text, "Dear helpdesk,\n");
    const { page, close } = await open([text]);
    await page
      .getByText(/letter\.evtx: this is not an event log/)
      .first()
      .waitFor();
    await close();
    scratch.remove();
  });
});
