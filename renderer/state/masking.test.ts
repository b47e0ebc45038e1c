import { describe, expect, test } from "vitest";
import { createMemoryHost } from "../testing/memory-host.ts";
import { sampleCase } from "../testing/sample-case.ts";
import { createApp } from "./app.ts";
import { setFilter } from "./commands.ts";
import { realCase, setMasked } from "./masking.ts";
import { closeCase, openDemo } from "./open-commands.ts";

const DATA = sampleCase("one");

async function openApp() {
  const app = createApp(createMemoryHost({ data: () => DATA }), null);
  await openDemo(app);
  return app;
}

describe("hiding names", () => {
  test("puts a masked case on screen, takes real names out of what was asked, and gives the case back", async () => {
    const app = await openApp();
    setFilter(app, "user:anna");
    const accounts = { name: "staff.txt", value: ["anna"] };
    app.view.patch({ report: { ...app.view.get().report, accounts } });
    setMasked(app, true);
    expect(app.dataset.get().data?.strings).not.toContain("anna");
    expect(app.view.get()).toMatchObject({ filter: "", report: { accounts: null } });
    expect(realCase(app)).toBe(DATA);
    setMasked(app, false);
    expect(app.dataset.get().data).toBe(DATA);
  });

  test("holds for a case that is read again, and ends with the case", async () => {
    const app = await openApp();
    setMasked(app, true);
    await openDemo(app);
    expect(app.dataset.get().data?.strings).not.toContain("anna");
    expect(realCase(app)).toBe(DATA);
    closeCase(app);
    expect(app.masking.get()).toBeNull();
    expect(realCase(app)).toBeNull();
    await openDemo(app);
    expect(app.dataset.get().data).toBe(DATA);
  });
});
