import type { FileRef } from "../../shared/contract/host.ts";
import { SESSION_KINDS } from "../../shared/types/names.ts";
import type { App } from "./app.ts";
import { setMasked } from "./masking.ts";
import { openFiles, openRecent } from "./open-commands.ts";
import { VIEWS, type ViewState } from "./view-state.ts";

const KEY = "logonscope-return";

type TabStorage = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** What is looked at, as far as it survives a reload: rows do not. */
type Looking = Pick<ViewState, "view" | "filter" | "kinds" | "window" | "zone" | "computer" | "person">;

/** Notes down what is open, for the load of this tab that follows now. */
export function leaveForReload(app: App, storage: TabStorage): void {
  app.host.willReload();
  const { files } = app.desk.get();
  if (files.length === 0) return;
  const { view, filter, kinds, window, zone, computer, person } = app.view.get();
  const masked = app.masking.get() !== null;
  // Aliases are given anew with the case: what was asked of the old ones may be another's name.
  const named = masked ? { filter: "", computer: null, person: null } : { filter, computer, person };
  const looking: Looking = { view, kinds, window, zone, ...named };
  try {
    storage.setItem(KEY, JSON.stringify({ files, looking, masked }));
  } catch {
    // Full or refused: the page starts without a case.
  }
}

/** Puts back what was open before the page loaded itself again. The note is used up at once. */
export async function returnFromReload(app: App, storage: TabStorage): Promise<void> {
  const left = noteOf(storage);
  if (left === null) return;
  // Before a name can be seen.
  setMasked(app, left.masked);
  if (!(await reopen(app, left.files))) return;
  app.view.patch(left.looking);
  app.history.reset();
}

interface Note {
  readonly files: readonly FileRef[];
  readonly looking: Looking;
  readonly masked: boolean;
}

function noteOf(storage: TabStorage): Note | null {
  try {
    const found: unknown = JSON.parse(storage.getItem(KEY) ?? "null");
    storage.removeItem(KEY);
    if (typeof found !== "object" || found === null || !("files" in found) || !("looking" in found))
      return null;
    const { files, looking, masked } = found as Note;
    const isKnown =
      VIEWS.includes(looking.view) && looking.kinds.every((kind) => SESSION_KINDS.includes(kind));
    return Array.isArray(files) && files.length > 0 && isKnown
      ? { files, looking, masked: masked === true }
      : null;
  } catch {
    return null;
  }
}

/** By what the host still knows: the files themselves, else the same names among recent cases, else the sample. */
async function reopen(app: App, files: readonly FileRef[]): Promise<boolean> {
  const { host } = app;
  const tokens = files.map(({ token }) => token);
  const known = await host.identify(tokens, false).catch(() => []);
  if (known.length === tokens.length && known.every((each) => each !== null)) {
    openFiles(app, files);
    return true;
  }
  const names = files.map(({ name }) => name).join("\n");
  const recent = await host.recent().catch(() => []);
  const same = recent.find((each) => each.names.join("\n") === names);
  if (same !== undefined) {
    await openRecent(app, same.id);
    return app.desk.get().files.length > 0;
  }
  const demo = await host.demoFiles().catch(() => []);
  if (demo.length === 0 || demo.map(({ name }) => name).join("\n") !== names) return false;
  openFiles(app, demo);
  return true;
}
