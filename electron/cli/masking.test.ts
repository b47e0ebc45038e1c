import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sampleCase } from "../../renderer/testing/sample-case.ts";
import { CommandFailure } from "./exit-codes.ts";
import { shownCase } from "./masking.ts";

const DATA = sampleCase("one");
let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "logonscope-mask-test-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("--mask", () => {
  test("leaves everything as it is unless asked for", async () => {
    const shown = await shownCase(DATA, { mask: false, maskKey: undefined, filter: "user:anna" });
    expect(shown.data).toBe(DATA);
    expect(shown.filter).toBe("user:anna");
  });

  test("shows filters under the same aliases, and hides what is no whole name", async () => {
    const asked = { mask: true, maskKey: undefined };
    const whole = await shownCase(DATA, { ...asked, filter: "user:anna duration:>8h -computer:pc-014" });
    expect(whole).toMatchObject({
      filter: "user:user-1 duration:>8h -computer:computer-1",
      sameFilter: true,
    });
    const part = await shownCase(DATA, { ...asked, filter: "user:ann* or anna" });
    expect(part.filter).not.toMatch(/ann/);
    expect(part.sameFilter).toBe(false);
  });

  test("keeps the key in a file of its own, and never writes over one", async () => {
    const maskKey = join(folder, "key.json");
    const asked = { mask: true, maskKey, filter: "" };
    await shownCase(DATA, asked);
    const key = JSON.parse(readFileSync(maskKey, "utf8")) as { schema: string; names: unknown[] };
    expect(key.schema).toBe("logonscope.mask-key/1");
    expect(key.names).toContainEqual({ kind: "user", name: "anna", alias: "user-1" });
    const before = readFileSync(maskKey, "utf8");
    await expect(shownCase(DATA, asked)).rejects.toThrow(CommandFailure);
    expect(readFileSync(maskKey, "utf8")).toBe(before);
    await expect(shownCase(DATA, { ...asked, maskKey: join(folder, "none/key") })).rejects.toThrow(/written/);
    expect(existsSync(join(folder, "none"))).toBe(false);
  });
});
