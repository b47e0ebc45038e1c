// Puts together the folder that becomes app.asar: the bundles that run, a package.json of the few fields that Electron
// reads. Nothing is left to a packager's rules of what belongs to a program: no dependency of ours is needed at run time,
// the bundles hold them all.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * What runs, by folder of out/. Left behind: the code that V8 of this Node made of the scripts (`*.code`), which
 * Electron's V8 refuses, and what belongs to the build itself.
 */
const SHIPPED = ["main", "preload", "worker", "cli", "serve", "renderer", "demo"];

/** The demo logs stand beside the archive: they are opened as logs are, as files of the system. */
export const UNPACKED = ["out/demo/**"];

/** The package.json that ships. The address of the project is that of the clone a release is made from. */
function shippedPackage({ name, version, description, license, main, type, homepage = homeOf(process.env) }) {
  return {
    name,
    productName: "Logonscope",
    version,
    description,
    license,
    author: "The Logonscope developers",
    ...(homepage === undefined ? {} : { homepage }),
    // Under which Linux desktops know the window and find its menu entry.
    desktopName: "logonscope.desktop",
    type,
    main,
  };
}

const homeOf = ({ GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository }) =>
  server && repository ? `${server}/${repository}` : undefined;

/** Makes `folder` anew from the project at `root`, whose bundles are built. */
export function stageProgram(root, folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, "out"), { recursive: true });
  for (const name of SHIPPED) {
    cpSync(join(root, "out", name), join(folder, "out", name), {
      recursive: true,
      filter: (path) => !path.endsWith(".code"),
    });
  }
  // The bundles are ES modules wherever they stand.
  cpSync(join(root, "out/package.json"), join(folder, "out/package.json"));
  const ours = shippedPackage(JSON.parse(readFileSync(join(root, "package.json"), "utf8")));
  writeFileSync(join(folder, "package.json"), `${JSON.stringify(ours, null, 2)}\n`);
}
