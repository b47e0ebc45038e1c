/**
 * Entry of Electron's main process: the order of the start, on one screen. It owns the window, the dialogs and the
 * open requests; reading logs is the business of the host, which knows nothing of Electron.
 *
 * Everything up to `whenReady` runs at once, before Chromium is ready: profile, lock and scheme would be too late
 * afterwards, and macOS may name files before.
 */
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { app, dialog, ipcMain, protocol, shell } from "electron";
import { createCollector } from "../collect/collector.ts";
import { failureForLog } from "../host/failure-for-log.ts";
import { createHostService } from "../host/host-service.ts";
import { loadPageAssets } from "../host/page-assets.ts";
import { removeLeftovers } from "../host/private-folder.ts";
import { APP_ID } from "./app-id.ts";
import { servePage } from "./app-protocol.ts";
import { isCommandLine, runCommandLine } from "./command-line.ts";
import { createDesk } from "./desk.ts";
import { askForLogs, askWhere } from "./dialogs.ts";
import { hardenApp, hardenSession } from "./hardening.ts";
import { createMainWindow } from "./main-window.ts";
import { createMenuBar } from "./menu-bar.ts";
import { createOpenRequests } from "./open-requests.ts";
import { answerPages } from "./page-link.ts";
import { PAGE_SCHEME } from "./page-origin.ts";
import { printToPdf } from "./print-pdf.ts";
import { chooseProfile, type Profile } from "./profile.ts";
import { recentDocuments } from "./recent-documents.ts";
import { dragFile } from "./saved-file.ts";
import { isUnsandboxed, parseStartArguments, startArgumentsFrom, userArguments } from "./start-arguments.ts";
import { createWindowMemory } from "./window-memory.ts";

/** The bundles stand side by side: out/main/, out/preload/, out/worker/, out/renderer/, out/demo/. */
const out = dirname(import.meta.dirname);
const installed = process.defaultApp !== true;
const args = userArguments(process.argv, installed);
const start = parseStartArguments(args, process.cwd());
const log = (text: string): void => console.error(`logonscope: ${text}`);

const WITHOUT_SANDBOX =
  "This system does not let the program build Chromium's sandbox, and its window does not open without it. On Debian and Ubuntu the package logonscope.deb brings the profile that allows it. The command line works all the same.";

// The program answers the commands of the command line as well, without a window.
if (isCommandLine(args)) {
  runCommandLine(pathToFileURL(join(out, "cli/index.js")), args)
    .then((code) => app.exit(code))
    .catch((failure: unknown) => {
      log(failureForLog(failure));
      app.exit(1);
    });
} else openProgram();

function openProgram(): void {
  process.on("uncaughtException", stop("Logonscope has to close"));
  app.setName("Logonscope");
  // A page shows what strangers wrote into logs: installed, it is never opened outside of the sandbox.
  if (installed && isUnsandboxed(process.argv)) {
    stop("Logonscope could not start")(WITHOUT_SANDBOX);
    return;
  }
  if (installed && process.platform === "win32") app.setAppUserModelId(APP_ID);
  const profile = chooseProfile(app, start.private);
  app.on("quit", () => profile.remove());
  if (app.requestSingleInstanceLock(start)) run(profile);
  else app.quit();
}

function run(profile: Profile): void {
  removeLeftovers();
  const requests = createOpenRequests();
  const main = createMainWindow({
    preload: join(out, "preload/index.cjs"),
    icon: join(out, "main/icon.png"),
    profile,
    devTools: !installed,
    memory: createWindowMemory(start.private ? null : profile.folder),
    words: () => desk.words(),
  });
  const desk = createDesk({
    window: main.window,
    focus: main.focus,
    systemLanguage: () => (/^de\b/i.test(app.getLocale()) ? "de" : "en"),
  });

  protocol.registerSchemesAsPrivileged([PAGE_SCHEME]);
  app.enableSandbox();
  hardenApp(
    app,
    (url) => void shell.openExternal(url).catch((failure: unknown) => log(failureForLog(failure))),
  );

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

    const collector = createCollector();
    // A portable program for Windows runs from a copy that is gone after it; this names the file that was started.
    const program = process.env.PORTABLE_EXECUTABLE_FILE ?? process.execPath;
    const documents = recentDocuments(
      process.platform,
      installed ? program : null,
      () => desk.words().recentCases,
    );
    const host = createHostService({
      workerUrl: pathToFileURL(join(out, "worker/index.js")),
      demoFolder: join(out, "demo"),
      collector,
      configFolder: profile.folder,
      private: start.private,
      platformCalls: {
        pickPaths: () => askForLogs(main.window(), desk.words()),
        askWhere: (name) => askWhere(main.window(), name, desk.words()),
        printPdf: printToPdf,
        showFile: (path) => shell.showItemInFolder(path),
        dragFile: (path) => dragFile(main.window(), path),
        pageState: desk.take,
      },
      onRecent: (change, cases) => {
        documents[change](cases);
        bar.setRecent(cases);
        desk.renewMenu();
      },
      onFailure: (name, failure) => log(`${name} failed: ${failureForLog(failure)}`),
    });
    app.on("will-quit", () => void host.close());
    answerPages({ ipcMain, openPage: host.openPage, isOurs: main.isOurs, log });

    const bar = createMenuBar(host, {
      devTools: !installed,
      live: collector.supported,
      remembers: !start.private,
      onFailure: (failure) => log(`opening files failed: ${failureForLog(failure)}`),
    });
    bar.setRecent(await host.recent());
    desk.showMenuWith(bar.show);
    main.open();

    // What was asked for before there was a page waits in the host until one listens.
    requests.deliverTo(
      async ({ paths, demo }) => {
        if (paths.length > 0) await host.openFilesEvent(paths);
        if (demo) await host.openDemoEvent();
      },
      (failure) => log(`opening files failed: ${failureForLog(failure)}`),
    );
  };

  app.whenReady().then(onReady).catch(stop("Logonscope could not start", String));
}

/** Says in one sentence why the program ends. Of what happens with a case on screen, only where goes to stderr. */
function stop(title: string, tell: (failure: unknown) => string = failureForLog): (failure: unknown) => void {
  return (failure) => {
    log(tell(failure));
    dialog.showErrorBox(title, failure instanceof Error ? failure.message : String(failure));
    app.exit(1);
  };
}
