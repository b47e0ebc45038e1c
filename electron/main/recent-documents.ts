import { app, type JumpListCategory } from "electron";
import type { RecentPaths } from "../host/recent-files.ts";

/** Most entries that a system shows of them. */
const MOST = 10;
/** Longest command line that Windows takes from an entry of its list. */
const MAX_ARGUMENTS = 1000;

export interface RecentDocuments {
  /** A case was opened: the first of these. */
  opened(cases: readonly RecentPaths[]): void;
  /** Some are to be forgotten; these are left. */
  forgotten(cases: readonly RecentPaths[]): void;
}

/**
 * Shows recent cases where the system has a place for them. On a Mac that is its own list. On Windows it is a category
 * of ours in the taskbar's list and not the one that the system keeps: that one also puts links into a folder, and
 * can only be cleared together with those of all other programs (`SHAddToRecentDocs`), so that nothing could be
 * forgotten. Linux has none. `windowsProgram` is what an entry on Windows starts; null for a start from the sources.
 */
export function recentDocuments(
  platform: NodeJS.Platform,
  windowsProgram: string | null,
  title: () => string,
): RecentDocuments {
  const onMac = {
    opened: ([newest]: readonly RecentPaths[]): void => {
      for (const path of newest?.paths.slice(0, MOST) ?? []) app.addRecentDocument(path);
    },
    forgotten: (cases: readonly RecentPaths[]): void => {
      app.clearRecentDocuments();
      const paths = cases.flatMap((each) => each.paths).slice(0, MOST);
      // The last one told stands first.
      for (const path of paths.reverse()) app.addRecentDocument(path);
    },
  };
  if (platform === "darwin") return onMac;
  if (platform !== "win32" || windowsProgram === null) return { opened() {}, forgotten() {} };
  const show = (cases: readonly RecentPaths[]): void => {
    // What the user took off the list must not be put there again, or Windows shows none of it.
    const removed = new Set(app.getJumpListSettings().removedItems.map(({ args }) => args));
    const items = cases
      .map(({ names, paths }) => ({ title: names.join(", ").slice(0, 200), args: argumentsOf(paths) }))
      .filter(({ args }) => args.length <= MAX_ARGUMENTS && !removed.has(args))
      .slice(0, MOST)
      .map((item) => ({ ...item, type: "task" as const, program: windowsProgram, description: item.title }));
    const category: JumpListCategory = { type: "custom", name: title(), items };
    app.setJumpList(items.length === 0 ? [] : [category]);
  };
  return { opened: show, forgotten: show };
}

/** Paths as one command line. No path on Windows has a quotation mark in it. */
function argumentsOf(paths: readonly string[]): string {
  return ["--", ...paths.map((path) => `"${path}"`)].join(" ");
}
