/**
 * Entry of Electron's main process: the order of the start, on one screen. It owns the window, the dialogs and the
 * open requests; reading logs is the business of the host, which knows nothing of Electron.
 *
 * Everything up to `whenReady` runs at once, before Chromium is ready: profile, lock and scheme would be too late
 * afterwards, and macOS may name files before.
 */
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { app, dialog, ipcMain, Menu, protocol, shell } from "electron";
import { createCollector } from "../collect/collector.ts";
import { createHostService } from "../host/host-service.ts";
import { loadPageAssets } from "../host/page-assets.ts";
import { servePage } from "./app-protocol.ts";
import { isCommandLine, runCommandLine } from "./command-line.ts";
import { askForLogs, saveExport, savePdf } from "./dialogs.ts";
import { hardenApp, hardenSession } from "./hardening.ts";
import { createMainWindow } from "./main-window.ts";
import { menuTemplate } from "./menu.ts";
import { createOpenRequests } from "./open-requests.ts";
import { answerPages } from "./page-link.ts";
import { PAGE_SCHEME } from "./page-origin.ts";
import { chooseProfile, type Profile } from "./profile.ts";
import { parseStartArguments, startArgumentsFrom, userArguments } from "./start-arguments.ts";

/** The bundles stand side by side: out/main/index.js, out/preload/, out/worker/, out/renderer/, out/demo/. */
const out = dirname(import.meta.dirname);
const installed = process.defaultApp !== true;
const args = userArguments(process.argv, installed);
const start = parseStartArguments(args, process.cwd());
const log = (text: string): void => console.error(`logonscope: ${text}`);

// The program answers the commands of the command line as well, without a window.
if (isCommandLine(args)) {
  runCommandLine(pathToFileURL(join(out, "cli/index.js")), args)
    .then((code) => app.exit(code))
    .catch((failure: unknown) => {
      log(String(failure));
      app.exit(1);
    });
} else openProgram();

function openProgram(): void {
  process.on("uncaughtException", stop("Logonscope has to close"));
  app.setName("Logonscope");
  const profile = chooseProfile(app, start.private);
  app.on("quit", () => profile.remove());
  if (app.requestSingleInstanceLock(start)) run(profile);
  else app.quit();
}

function run(profile: Profile): void {
  const requests = createOpenRequests();
  const main = createMainWindow({ preload: join(out, "preload/index.cjs"), profile, devTools: !installed });

  protocol.registerSchemesAsPrivileged([PAGE_SCHEME]);
  app.enableSandbox();
  hardenApp(app, (url) => void shell.openExternal(url).catch((failure: unknown) => log(String(failure))));

  requests.add(start);
  app.on("open-file", (event, path) => {
    event.preventDefault();
    requests.add({ paths: [path], demo: false });
  });
  app.on("second-instance", (_event, _argv, _folder, sent) => {
    const asked = startArgumentsFrom(sent);
    if (asked !== null) requests.add(asked);
    main.focus();
  });
  app.on("window-all-closed", () => app.quit());

  const onReady = async (): Promise<void> => {
    hardenSession(profile.pageSession());
    servePage(profile.pageSession(), await loadPageAssets(join(out, "renderer")));

    const host = createHostService({
      workerUrl: pathToFileURL(join(out, "worker/index.js")),
      demoFolder: join(out, "demo"),
      collector: createCollector(),
      configFolder: profile.folder,
      private: start.private,
      platformCalls: {
        pickPaths: () => askForLogs(main.window()),
        saveFile: (name, bytes) => saveExport(main.window(), name, bytes),
        savePdf: (name, html) => savePdf(main.window(), name, html),
      },
      onFailure: (name, failure) => log(`${name} failed: ${String(failure)}`),
    });
    app.on("will-quit", () => void host.close());
    answerPages({ ipcMain, openPage: host.openPage, isOurs: main.isOurs, log });

    const menu = menuTemplate({
      mac: process.platform === "darwin",
      devTools: !installed,
      send: (command) => host.command(command),
    });
    Menu.setApplicationMenu(Menu.buildFromTemplate(menu));
    main.open();

    // What was asked for before there was a page waits in the host until one listens.
    requests.deliverTo(
      async ({ paths, demo }) => {
        if (paths.length > 0) await host.openFilesEvent(paths);
        if (demo) await host.openDemoEvent();
      },
      (failure) => log(`opening files failed: ${String(failure)}`),
    );
  };

  app.whenReady().then(onReady).catch(stop("Logonscope could not start"));
}

/** Says in one sentence why the program ends; the whole story goes to stderr. */
function stop(title: string): (failure: unknown) => void {
  return (failure) => {
    log(failure instanceof Error ? (failure.stack ?? failure.message) : String(failure));
    dialog.showErrorBox(title, failure instanceof Error ? failure.message : String(failure));
    app.exit(1);
  };
}
