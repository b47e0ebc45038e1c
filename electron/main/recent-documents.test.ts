import { beforeEach, describe, expect, test, vi } from "vitest";
import { callsOf, resetElectron, state } from "../../tests/electron-double.ts";
import type { RecentPaths } from "../host/recent-files.ts";
import { recentDocuments } from "./recent-documents.ts";

vi.mock("electron", () => import("../../tests/electron-double.ts"));

beforeEach(() => resetElectron());
const caseOf = (id: string, ...paths: string[]): RecentPaths => ({
  id,
  names: paths.map((path) => path.slice(path.lastIndexOf("/") + 1)),
  openedAt: 0,
  paths,
});
const CASES = [caseOf("new", "/logs/a b.evtx", "/logs/c.evtx"), caseOf("old", "/logs/old.evtx")];
const told = (name: string): unknown[] => callsOf(name).map(({ args }) => args[0]);

describe("on a Mac", () => {
  const documents = recentDocuments("darwin", null, () => "");

  test("what was opened is added to the system's list", () => {
    documents.opened(CASES);
    expect(told("app.addRecentDocument")).toEqual(["/logs/a b.evtx", "/logs/c.evtx"]);
    expect(callsOf("app.clearRecentDocuments")).toEqual([]);
  });

  test("what is forgotten leaves it, and the newest of the rest stands first", () => {
    documents.forgotten(CASES);
    expect(callsOf("app.clearRecentDocuments")).toHaveLength(1);
    expect(told("app.addRecentDocument")).toEqual(["/logs/old.evtx", "/logs/c.evtx", "/logs/a b.evtx"]);
    documents.forgotten([]);
    expect(told("app.addRecentDocument")).toHaveLength(3);
  });
});

describe("on Windows", () => {
  const program = "C:\\Program Files\\Logonscope\\Logonscope.exe";
  const documents = recentDocuments("win32", program, () => "Recent cases");
  const windowsCase = (path: string): RecentPaths => ({
    id: path,
    names: ["x.evtx"],
    openedAt: 0,
    paths: [path],
  });

  test("the taskbar has a list of ours, of which each entry is a whole case", () => {
    documents.opened(CASES);
    expect(told("app.setJumpList")).toEqual([
      [
        {
          type: "custom",
          name: "Recent cases",
          items: [
            {
              type: "task",
              title: "a b.evtx, c.evtx",
              description: "a b.evtx, c.evtx",
              program,
              args: '-- "/logs/a b.evtx" "/logs/c.evtx"',
            },
            {
              type: "task",
              title: "old.evtx",
              description: "old.evtx",
              program,
              args: '-- "/logs/old.evtx"',
            },
          ],
        },
      ],
    ]);
  });

  test("it can be forgotten whole, and nothing is put into the system's own", () => {
    documents.forgotten([]);
    expect(told("app.setJumpList")).toEqual([[]]);
    documents.opened(CASES);
    expect([...told("app.addRecentDocument"), ...callsOf("app.clearRecentDocuments")]).toEqual([]);
  });

  test("what the user took off it, and what is too long for it, is left out", () => {
    state().user.removedItems = [{ args: '-- "/logs/old.evtx"' }];
    documents.opened([...CASES, windowsCase(`C:\\${"x".repeat(1000)}.evtx`)]);
    const [[category]] = told("app.setJumpList") as [[{ items: { title: string }[] }]];
    expect(category.items.map(({ title }) => title)).toEqual(["a b.evtx, c.evtx"]);
  });

  test("a start from the sources leaves the taskbar alone", () => {
    recentDocuments("win32", null, () => "").opened(CASES);
    expect(callsOf("app.setJumpList")).toEqual([]);
  });
});

test("on Linux the system has no list", () => {
  const documents = recentDocuments("linux", "/usr/bin/logonscope", () => "");
  documents.opened(CASES);
  documents.forgotten([]);
  expect(state().calls).toEqual([]);
});
