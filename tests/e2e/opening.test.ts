import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { projectRoot } from "../source-tree.ts";
import { bigLog } from "./big-log.ts";
import { scratchFolder } from "./chromium.ts";
import { describeOnHosts } from "./page-under-test.ts";

const demo = join(projectRoot, "out/demo");

await describeOnHosts("opening logs", (open) => {
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
    const { page, complaints, close } = await open([file, ...files]);
    const cancel = page.getByRole("button", { name: "Cancel" });
    await cancel.click();
    await page
      .getByText(/Partial\.|cancelled/)
      .first()
      .waitFor({ timeout: 5000 });
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
