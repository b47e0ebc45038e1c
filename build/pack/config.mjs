// What electron-builder is told. Its own schema checks this in a test; every choice that is not its default has its reason
// here. Nothing that signs is in the project: keys come from the environment of the job that releases.
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { UNPACKED } from "./stage.mjs";
import { loadTool } from "./tools.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));

/** Also the AppUserModelID of the Windows shortcut and macOS's bundle identifier. */
const APP_ID = "app.logonscope";

/**
 * Electron's switches that are burnt into the binary (https://www.electronjs.org/docs/latest/tutorial/fuses): the installed
 * program cannot be turned into a plain Node, takes no options of Node from outside, and loads nothing but its archive,
 * which must be the one that was packed.
 */
export const FUSES = {
  runAsNode: false,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  grantFileProtocolExtraPrivileges: false,
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
};

/** Event logs, opened besides the system's own viewer and never instead of it. */
const LOGS = ["evtx", "evt"].map((ext) => ({
  ext,
  name: "Saved event log",
  description: "Saved event log of Windows",
  mimeType: ext === "evtx" ? "application/x-ms-evtx" : "application/x-ms-evt",
  role: "Viewer",
  rank: "Alternate",
}));

const BOTH = ["x64", "arm64"];

/** A placeholder that electron-builder fills. */
const its = (name) => `$\{${name}}`;
const fileName = (kind = "") =>
  `Logonscope-${its("version")}-${its("os")}-${its("arch")}${kind}.${its("ext")}`;

/** Windows: a certificate in a file or store comes through electron-builder's own variables, Azure's service through ours. */
function windowsSigning(env) {
  const { LOGONSCOPE_PUBLISHER: publisherName, LOGONSCOPE_AZURE_ENDPOINT: endpoint } = env;
  if (!endpoint)
    return publisherName ? { signtoolOptions: { publisherName, signingHashAlgorithms: ["sha256"] } } : {};
  return {
    azureSignOptions: {
      publisherName,
      endpoint,
      codeSigningAccountName: env.LOGONSCOPE_AZURE_ACCOUNT,
      certificateProfileName: env.LOGONSCOPE_AZURE_PROFILE,
    },
  };
}

/** Electron's own welcome page, which a distribution brings: gone before the archives that count are listed. */
async function dropWelcome({ appOutDir, packager }) {
  const contents =
    packager.platform.nodeName === "darwin"
      ? join(appOutDir, "Electron.app/Contents/Resources")
      : join(appOutDir, "resources");
  rmSync(join(contents, "default_app.asar"), { force: true });
  rmSync(join(appOutDir, "version"), { force: true });
}

/** electron-builder lets every program for macOS load from any network, for an updater that this one does not have. */
async function dropNetworkLeave({ appOutDir, electronPlatformName, packager }) {
  if (electronPlatformName !== "darwin") return;
  const plist = loadTool("plist");
  const path = join(packager.getResourcesDir(appOutDir), "../Info.plist");
  const info = plist.parse(readFileSync(path, "utf8"));
  delete info.NSAppTransportSecurity;
  writeFileSync(path, plist.build(info));
}

/** @returns {import("./config.d.mts").BuilderConfiguration} */
export function builderConfiguration({ root, app, output, electron, env = process.env, release = false }) {
  return {
    appId: APP_ID,
    productName: "Logonscope",
    copyright: "Copyright © 2026 The Logonscope developers",
    directories: { app, output, buildResources: here },
    electronVersion: electron.version,
    ...(electron.dist === null ? {} : { electronDist: electron.dist }),
    // Menus and dialogs of the window speak English or German, like its page.
    electronLanguages: ["en", "en-US", "de"],
    asar: true,
    asarUnpack: UNPACKED,
    // No package is needed at run time, so there is nothing to rebuild or to collect.
    beforeBuild: async () => false,
    extraResources: [
      { from: join(root, "LICENSE"), to: "LICENSE.txt" },
      { from: join(root, "out/licences.txt"), to: "THIRD-PARTY-LICENCES.txt" },
    ],
    electronFuses: FUSES,
    // Without a certificate a release stops instead of becoming an unsigned one.
    forceCodeSigning: release,
    publish: null,
    artifactName: fileName(),

    win: {
      target: [
        { target: "nsis", arch: BOTH },
        { target: "portable", arch: BOTH },
      ],
      icon: join(here, "icons/icon.ico"),
      // Reading the Security log of this machine asks for rights when it is asked for, not at every start.
      requestedExecutionLevel: "asInvoker",
      ...windowsSigning(env),
    },
    nsis: {
      artifactName: fileName("-setup"),
      // The user chooses: for this account, or with an administrator's consent for everybody.
      oneClick: false,
      perMachine: false,
      selectPerMachineByDefault: false,
      allowElevation: true,
      allowToChangeInstallationDirectory: true,
      buildUniversalInstaller: false,
      createDesktopShortcut: false,
      deleteAppDataOnUninstall: false,
      // There is no updater that would use it.
      differentialPackage: false,
      include: join(here, "installer.nsh"),
      license: join(root, "LICENSE"),
    },
    portable: {
      artifactName: fileName("-portable"),
      requestExecutionLevel: "user",
      buildUniversalInstaller: false,
    },

    mac: {
      target: [{ target: "dmg", arch: BOTH }],
      icon: join(here, "icons/icon.icns"),
      category: "public.app-category.utilities",
      darkModeSupport: true,
      fileAssociations: LOGS,
      // An unsigned program does not start on Apple's processors; one without a maker's name, as this makes it, does.
      ...(release ? {} : { identity: "-" }),
      // It asks for libraries of the same maker, which only a real signature names.
      hardenedRuntime: release,
      entitlements: join(here, "entitlements.mac.plist"),
      entitlementsInherit: join(here, "entitlements.mac.plist"),
      // Apple's service is asked where a release is signed; its keys are electron-builder's own variables.
      notarize: release,
    },
    dmg: { title: `Logonscope ${its("version")}`, writeUpdateInfo: false },

    linux: {
      target: [
        { target: "AppImage", arch: BOTH },
        { target: "deb", arch: BOTH },
      ],
      executableName: "logonscope",
      syncDesktopName: true,
      icon: join(here, "icons"),
      category: "System;Security;",
      synopsis: "Who was on, from when to when, how it ended, and how sure that is",
      description: "Desktop audit viewer for Windows logon evidence.",
      maintainer: "The Logonscope developers",
      vendor: "The Logonscope developers",
      fileAssociations: LOGS,
    },
    // A static runtime, which does not ask for libfuse2. Its launcher starts the program without Chromium's sandbox where
    // the system has no namespaces for users; the program then says why and ends (electron/main/hardening.ts).
    toolsets: { appimage: "1.0.3" },
    appImage: { executableArgs: [] },
    // Ubuntu 24.04 lets only programs with a profile make the namespaces of the sandbox: electron-builder's own profile
    // grants that and nothing else, and is what "unset" means here.
    deb: { packageCategory: "admin" },

    afterExtract: dropWelcome,
    afterPack: dropNetworkLeave,
  };
}
