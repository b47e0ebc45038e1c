// `npm run supply`: what the program is made of, for those who must know: the packages inside with their licences, the
// bytes of each bundle, a bill of materials (CycloneDX, `out/sbom.cdx.json`), and what is known against any of them.
// Exits 1 when something is. The question about advisories is the only one that needs a network.
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./install.mjs";
import { shippedPackages } from "./licences.mjs";

/** Runs npm and gives what it printed; without a shell where its script can be found. */
function npm(args) {
  const script = process.env.npm_execpath;
  const options = { cwd: root, encoding: "utf8", maxBuffer: 1 << 26, timeout: 120_000 };
  const run = script?.endsWith(".js")
    ? spawnSync(process.execPath, [script, ...args], options)
    : spawnSync("npm", args, { ...options, shell: process.platform === "win32" });
  return run.error === undefined ? run.stdout : null;
}

/**
 * The bill of materials of the lockfile's production packages, as npm writes it, with nothing in it about the machine that
 * it was written on; those that are inside the bundles are marked as required. Null without npm.
 */
export function billOfMaterials(packages = shippedPackages()) {
  const text = npm(["sbom", "--package-lock-only", "--sbom-format=cyclonedx", "--sbom-type=application"]);
  if (text === null) return null;
  const bill = JSON.parse(text);
  const { name } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  // npm takes the name of the folder.
  bill.metadata.component.name = name;
  const idOf = (one) => `${one.name}@${one.version}`;
  const inside = new Set(packages.map(idOf));
  // Not npm's own `--omit=dev`: it leaves out what tools want as well, React among them.
  const production = productionPackages();
  bill.components = bill.components.filter((component) => production.has(idOf(component)));
  const kept = new Set(
    [bill.metadata.component, ...bill.components].map((component) => component["bom-ref"]),
  );
  bill.dependencies = bill.dependencies
    .filter(({ ref }) => kept.has(ref))
    .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((other) => kept.has(other)) }));
  for (const component of bill.components) {
    component.externalReferences = (component.externalReferences ?? []).filter(({ type }) => type === "vcs");
    component.properties = [];
    component.scope = inside.has(idOf(component)) ? "required" : "excluded";
  }
  return bill;
}

/** What may ship by the lockfile, as `name@version`. */
function productionPackages() {
  const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
  return new Set(
    Object.entries(packages)
      .filter(([path, { dev }]) => path !== "" && dev !== true)
      .map(([path, { version }]) => `${path.replace(/^.*node_modules\//, "")}@${version}`),
  );
}

/** Bytes of each part of the build. */
export function bundleBytes(out = join(root, "out")) {
  const bytesOf = (path) =>
    statSync(path).isDirectory()
      ? readdirSync(path).reduce((sum, name) => sum + bytesOf(join(path, name)), 0)
      : statSync(path).size;
  return ["cli", "worker", "serve", "main", "preload", "renderer", "demo"].map((name) => ({
    name,
    bytes: bytesOf(join(out, name)),
  }));
}

/** What the registry knows against production packages: a number by severity; null when it does not answer. */
export function knownAdvisories() {
  try {
    const { metadata } = JSON.parse(npm(["audit", "--omit=dev", "--json"]) ?? "");
    return metadata?.vulnerabilities ?? null;
  } catch {
    return null;
  }
}

function report() {
  const packages = shippedPackages();
  const licences = new Map();
  for (const { licence } of packages) licences.set(licence, (licences.get(licence) ?? 0) + 1);
  console.log(`${packages.length} packages have code in the bundles:`);
  for (const { name, version, licence, bundles } of packages)
    console.log(`  ${name} ${version}  ${licence}  ${bundles.join(" ")}`);
  for (const [licence, count] of licences) console.log(`${licence}: ${count}`);
  console.log("\nBytes:");
  for (const { name, bytes } of bundleBytes()) console.log(`  ${name}  ${(bytes / 1e6).toFixed(2)} MB`);
  const bill = billOfMaterials(packages);
  if (bill === null) console.log("\nNo bill of materials: npm is not to be found.");
  else {
    const path = join(root, "out/sbom.cdx.json");
    writeFileSync(path, `${JSON.stringify(bill, null, 1)}\n`);
    console.log(`\nout/${basename(path)}: ${bill.components.length} components.`);
  }
  const known = knownAdvisories();
  if (known === null) console.log("Advisories: the registry did not answer; nothing is known either way.");
  else console.log(`Advisories: ${known.total} (${JSON.stringify(known)})`);
  return known !== null && known.total > 0 ? 1 : 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { ensureBuilt } = await import("./bundle.mjs");
  await ensureBuilt();
  process.exitCode = report();
}
