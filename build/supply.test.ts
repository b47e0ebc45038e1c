import { existsSync } from "node:fs";
import { homedir, hostname, userInfo } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { PATIENCE_MS } from "../tests/patience.ts";
import { projectRoot } from "../tests/source-tree.ts";
import { shippedPackages } from "./licences.mjs";
import { billOfMaterials, bundleBytes } from "./supply.mjs";

const isBuilt = existsSync(join(projectRoot, "out/licences.json"));

describe.skipIf(!isBuilt)(`what the program is made of${isBuilt ? "" : " (skipped: not built)"}`, () => {
  test("the bill of materials names every package that ships, and nothing of this machine", {
    timeout: 4 * PATIENCE_MS,
  }, () => {
    const bill = billOfMaterials();
    if (bill === null) return console.log("bill of materials skipped: npm is not to be found");
    expect(bill.bomFormat).toBe("CycloneDX");
    expect(bill.metadata.component).toMatchObject({ name: "logonscope" });
    const required = bill.components.filter(({ scope }) => scope === "required");
    const told = required.map(({ name, version }) => `${name} ${version}`).sort();
    expect(told).toEqual(
      shippedPackages()
        .map(({ name, version }) => `${name} ${version}`)
        .sort(),
    );
    for (const { name, licenses, hashes = [] } of required)
      expect([name, licenses.length, hashes.length]).toEqual([name, 1, 1]);
    // Addresses of packages are those of their sources, never of where they were fetched; no path, user or machine.
    const text = JSON.stringify(bill);
    expect(text).not.toMatch(/registry|_resolved|resolved"|file:|\.tgz|127\.0\.0\.1|localhost/i);
    const own = [projectRoot, homedir(), hostname(), userInfo().username].filter((name) => name.length > 4);
    for (const name of own) expect(text).not.toContain(name);
  });

  test("is small: the page and the programs each below what they may weigh", () => {
    const bytes = Object.fromEntries(bundleBytes().map(({ name, bytes }) => [name, bytes]));
    const most = {
      cli: 3e6,
      worker: 3.5e6,
      serve: 0.5e6,
      main: 0.5e6,
      preload: 0.02e6,
      renderer: 5e6,
      demo: 8e6,
    };
    for (const [name, limit] of Object.entries(most))
      expect([name, bytes[name]! < limit]).toEqual([name, true]);
  });
});
