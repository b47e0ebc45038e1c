import { act, cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { KEEPS_NOTHING, type Keep } from "../../data/keep.ts";
import type { NoteBook } from "../../data/notes/note-book.ts";
import { noteKey } from "../../data/notes/note-key.ts";
import type { Note } from "../../data/notes/notes-database.ts";
import { createApp } from "../../state/app.ts";
import { showView } from "../../state/commands.ts";
import { openDemo } from "../../state/open-commands.ts";
import { createMemoryHost } from "../../testing/memory-host.ts";
import { sampleCase } from "../../testing/sample-case.ts";
import { settled } from "../../testing/settled.ts";
import { Root } from "../frame/root.tsx";

const DATA = sampleCase("normal");

/** A book that holds these notes. */
function bookOf(...notes: readonly Note[]): NoteBook {
  return {
    watch(onChange) {
      onChange(new Map(notes.map((note) => [note.key, note])));
      return () => undefined;
    },
    write: () => Promise.resolve(true),
  };
}

async function openTable(view: "sessions" | "failures", keep: Keep = KEEPS_NOTHING): Promise<void> {
  const app = createApp(createMemoryHost({ data: () => DATA }), null, keep);
  await settled(async () => {
    render(<Root app={app} />);
    await Promise.resolve();
  });
  await settled(() => openDemo(app));
  act(() => showView(app, view));
}

const heading = (name: string) => screen.getByRole("columnheader", { name });
const cells = (column: string) => [...document.querySelectorAll<HTMLElement>(`[data-cell="${column}"]`)];

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(700);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

describe("headings", () => {
  test("of a column without an order are no buttons, but have their keys and their menu", async () => {
    await openTable("failures");
    expect(within(heading("Then")).queryByRole("button")).toBeNull();
    expect(heading("Then").getAttribute("aria-sort")).toBeNull();
    expect(heading("Time").getAttribute("aria-sort")).toBe("descending");
    within(heading("From")).getByRole("button").focus();
    fireEvent.keyDown(within(heading("From")).getByRole("button"), { key: "ArrowRight" });
    expect(document.activeElement).toBe(heading("Then"));
    fireEvent.keyDown(heading("Then"), { key: "F10", shiftKey: true });
    await screen.findByRole("menuitem", { name: /^Hide this column/ });
    expect(screen.queryByRole("menuitem", { name: /^Sort by this/ })).toBeNull();
  });
});

describe("the menu of a cell", () => {
  test("says why an entry does not apply", async () => {
    await openTable("failures");
    const empty = cells("then").find((cell) => cell.textContent === "");
    fireEvent.contextMenu(empty!);
    const entry = async (name: RegExp) => screen.findByRole("menuitem", { name });
    expect((await entry(/^Only this/)).textContent).toContain("no filter for this column");
    expect((await entry(/^Not this/)).getAttribute("aria-disabled")).toBe("true");
    expect((await entry(/^Copy cell/)).textContent).toContain("it is empty");
  });

  test("names what nothing is known of", async () => {
    await openTable("failures");
    const nowhere = cells("from").find((cell) => cell.textContent === "");
    fireEvent.contextMenu(nowhere!);
    const entry = await screen.findByRole("menuitem", { name: /^Only this/ });
    expect(entry.textContent).toContain("nothing is known here");
  });
});

describe("the column of notes", () => {
  test("shows which sessions are marked and which have words", async () => {
    const rows = [...DATA.sessions.start.keys()].filter((row) => noteKey(DATA, row) !== null);
    const notes = rows.flatMap((row): Note[] => {
      const key = noteKey(DATA, row);
      return key === null
        ? []
        : [{ key, text: row % 2 === 0 ? "Ask Carla" : "", marked: true, changedAt: 1 }];
    });
    await openTable("sessions", { cache: null, notes: bookOf(...notes) });
    expect(within(heading("Your note")).queryByRole("button")).toBeNull();
    const words = new Set(cells("note").map((cell) => cell.textContent));
    expect(words).toEqual(new Set(["Marked", "Marked: Ask Carla"]));
  });

  test("is not there where nothing can be kept", async () => {
    await openTable("sessions");
    expect(screen.queryByRole("columnheader", { name: "Your note" })).toBeNull();
    expect(cells("user").length).toBeGreaterThan(0);
  });
});

describe("groups", () => {
  test("show the heading that the topmost row stands under", async () => {
    await openTable("sessions");
    fireEvent.click(within(screen.getByRole("group", { name: "Group by" })).getByText("User"));
    const grid = screen.getByRole("treegrid");
    grid.scrollTop = 28 * 12;
    fireEvent.scroll(grid);
    // Below the nine sessions of admin-it, and their heading, are those of anna.
    await waitFor(() => expect(document.querySelector(".vt-stuck b")?.textContent).toBe("anna"));
  });
});
