// Makes folders that look to electron-builder like Electron's distributions for Linux, macOS and Windows, so that packaging
// can be run and read back where the real ones cannot be had. The executables carry what packaging changes in them: the
// wire of fuses behind its sentinel, and on Windows a version resource. They are not programs and do not start.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadTool } from "./tools.mjs";

/**
 * Sentinel, version of the wire, its length, and its fuses, as Electron's binary holds them
 * (https://www.electronjs.org/docs/latest/tutorial/fuses): run as node, encrypt cookies, NODE_OPTIONS, --inspect, ASAR
 * integrity, only from ASAR, V8 snapshot of its own, rights of file:, and one more that a later version might bring.
 */
const WIRE = Buffer.from("dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\u0001\u0009101100011", "latin1");
const MARK = "stand-in for Electron: not a program that starts";
const PADDING = Buffer.alloc(4096);

const fakeBinary = () => Buffer.concat([Buffer.from(`${MARK}\n`), PADDING, WIRE, PADDING]);

/** What macOS's bundles say of themselves; electron-builder changes these values and adds to them. */
const plistOf = (name) => ({
  CFBundleExecutable: name,
  CFBundleName: name,
  CFBundleDisplayName: name,
  CFBundleIdentifier: `com.github.${name.replace(/\W/g, "")}`,
  CFBundlePackageType: "APPL",
  CFBundleIconFile: "electron.icns",
  CFBundleVersion: "0.0.0",
});

function writeApp(folder, name) {
  const contents = join(folder, `${name}.app/Contents`);
  mkdirSync(join(contents, "MacOS"), { recursive: true });
  mkdirSync(join(contents, "Resources"), { recursive: true });
  writeFileSync(join(contents, "MacOS", name), `${MARK}\n`);
  writeFileSync(join(contents, "Info.plist"), loadTool("plist").build(plistOf(name)));
  return contents;
}

const LANGUAGES = ["de", "en-US", "fr"];

const makers = {
  linux(folder) {
    writeFileSync(join(folder, "electron"), fakeBinary(), { mode: 0o755 });
    mkdirSync(join(folder, "locales"));
    for (const language of LANGUAGES) writeFileSync(join(folder, `locales/${language}.pak`), "");
  },
  win32(folder) {
    const { NtExecutable, NtExecutableResource, Resource } = loadTool("resedit");
    const program = NtExecutable.createEmpty(false, false);
    const resources = NtExecutableResource.from(program, true);
    const version = Resource.VersionInfo.createEmpty();
    version.setStringValues(
      { lang: 1033, codepage: 1200 },
      { ProductName: "Electron", FileDescription: MARK },
    );
    version.outputToResourceEntries(resources.entries);
    resources.outputResource(program);
    writeFileSync(
      join(folder, "electron.exe"),
      Buffer.concat([Buffer.from(program.generate()), fakeBinary()]),
    );
    mkdirSync(join(folder, "locales"));
    for (const language of LANGUAGES) writeFileSync(join(folder, `locales/${language}.pak`), "");
  },
  darwin(folder) {
    const contents = writeApp(folder, "Electron");
    const framework = join(contents, "Frameworks/Electron Framework.framework");
    mkdirSync(join(framework, "Versions/A/Resources"), { recursive: true });
    writeFileSync(join(framework, "Electron Framework"), fakeBinary());
    for (const kind of ["", " (GPU)", " (Plugin)", " (Renderer)"])
      writeApp(join(contents, "Frameworks"), `Electron Helper${kind}`);
    for (const language of ["de", "en", "fr"]) {
      for (const resources of [join(contents, "Resources"), join(framework, "Versions/A/Resources")]) {
        mkdirSync(join(resources, `${language}.lproj`));
        writeFileSync(join(resources, `${language}.lproj/locale.pak`), "");
      }
    }
  },
};

/** Makes `folder` a stand-in for Electron's distribution of a platform (`linux`, `darwin` or `win32`). */
export function makeStandin(platform, folder, version) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  makers[platform](folder);
  if (platform !== "darwin") {
    mkdirSync(join(folder, "resources"));
    writeFileSync(join(folder, "resources/default_app.asar"), "");
  }
  writeFileSync(join(folder, "version"), version);
  return folder;
}
