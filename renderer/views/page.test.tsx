import { act, cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { CaseData } from "../../shared/types/case.ts";
import { type App, createApp } from "../state/app.ts";
import { openDemo } from "../state/open-commands.ts";
import { createMemoryHost, type MemoryHost, type MemoryHostOptions } from "../testing/memory-host.ts";
import { sampleCase } from "../testing/sample-case.ts";
import { settled } from "../testing/settled.ts";
import { Root } from "./frame/root.tsx";

interface Page {
  readonly app: App;
  readonly host: MemoryHost;
  readonly close: () => void;
}

/** The whole page over a host in memory; with a case it is opened as the sample log. */
async function renderPage(data: CaseData | null, options: Partial<MemoryHostOptions> = {}): Promise<Page> {
  const host = createMemoryHost({
    data: () => {
      if (data === null) throw new Error("this page has no case");
      return data;
    },
    ...options,
  });
  const app = createApp(host, null);
  await settled(async () => {
    render(<Root app={app} />);
    await Promise.resolve();
  });
  if (data !== null) await settled(() => openDemo(app));
  return { app, host, close: cleanup };
}

let page: Page | null = null;
afterEach(() => {
  page?.close();
  page = null;
});

function settle(): Promise<void> {
  return act(async () => {
    await new Promise((resolve) => setTimeout(resolve, 0));
  });
}

describe("start screen", () => {
  test("offers files, a sample and the recent cases", async () => {
    page = await renderPage(null);
    expect(screen.getByRole("button", { name: /Open logs/ })).toBeTruthy();
    expect(screen.getByRole("button", { name: /sample log/ })).toBeTruthy();
    expect(screen.getByText("SRV-RDS-Security-archive-2024-02-01.evtx")).toBeTruthy();
  });

  test("says what went wrong", async () => {
    const fail = { type: "failed", error: { code: "noLog", params: {} } } as const;
    page = await renderPage(sampleCase("one"), { fail });
    expect(screen.getByRole("alert").textContent).toMatch(/could be read as an event log/);
  });

  test("shows progress and can cancel", async () => {
    page = await renderPage(sampleCase("one"), { openMs: 60_000 });
    fireEvent.click(screen.getByRole("button", { name: "Cancel" }));
    expect(screen.getByText(/was cancelled/)).toBeTruthy();
  });
});

describe("summary", () => {
  test("one computer gets a page of sentences", async () => {
    page = await renderPage(sampleCase("one"));
    expect(screen.getByRole("heading", { name: "PC-014" })).toBeTruthy();
    const block = screen.getByRole("region", { name: "Last sign-ins" });
    expect(block.textContent).toMatch(/anna at the console/);
    expect(block.textContent).toMatch(/signed out/);
  });

  test("several get a line each, and a line opens its page", async () => {
    page = await renderPage(sampleCase("normal"));
    expect(screen.getByRole("heading", { name: "3 computers" })).toBeTruthy();
    act(() => page?.app.view.patch({ computer: "pc-022" }));
    expect(screen.getByRole("heading", { name: "PC-022" })).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: "All computers" }));
    expect(screen.getByRole("heading", { name: "3 computers" })).toBeTruthy();
  });

  test("a line opens the session behind it", async () => {
    page = await renderPage(sampleCase("one"));
    fireEvent.click(screen.getByTitle("Open this session"));
    expect(page.app.view.get()).toMatchObject({ view: "sessions", selection: { type: "session", row: 0 } });
    expect(screen.getByRole("complementary", { name: "Details" }).textContent).toMatch(/anna on PC-014/);
  });
});

const filterBox = () => screen.getByRole<HTMLInputElement>("combobox", { name: "Filter" });

/** Types into the filter as a user does: one text after the other, the caret at its end. */
async function typeFilter(text: string): Promise<void> {
  const box = filterBox();
  act(() => box.focus());
  fireEvent.change(box, { target: { value: text, selectionStart: text.length } });
  await settle();
}

async function press(key: string): Promise<void> {
  fireEvent.keyDown(filterBox(), { key });
  await settle();
}

const terms = () => {
  const list = screen.queryByRole("list", { name: "Terms of the filter" });
  return list === null
    ? []
    : within(list)
        .getAllByRole("listitem")
        .map((term) => term.textContent);
};

describe("filter box", () => {
  // A clock that stands still: where the page is slow to draw, a filter waits until typing pauses.
  beforeEach(() => void vi.spyOn(performance, "now").mockReturnValue(0));
  afterEach(() => void vi.restoreAllMocks());

  test("a valid text takes effect while it is typed", async () => {
    page = await renderPage(sampleCase("normal"));
    await typeFilter("user:anna");
    expect(page.app.view.get().filter).toBe("user:anna");
    expect(screen.getByRole("contentinfo").textContent).toMatch(/^9 of 2,\d+ sessions/);
  });

  test("where filters are slow to draw, letters come first and rows when typing pauses", async () => {
    page = await renderPage(sampleCase("normal"));
    let clock = 0;
    vi.spyOn(performance, "now").mockImplementation(() => (clock += 200));
    await typeFilter("user:ann");
    expect(page.app.view.get().filter).toBe("user:ann");
    await settled(async () => {
      await new Promise((resolve) => requestAnimationFrame(resolve));
    });
    // No timer can have ended between this and the next two lines, however busy the machine.
    fireEvent.change(filterBox(), { target: { value: "user:anna", selectionStart: 9 } });
    expect(filterBox().value).toBe("user:anna");
    expect(page.app.view.get().filter).toBe("user:ann");
    const { view } = page.app;
    await settled(() => vi.waitFor(() => expect(view.get().filter).toBe("user:anna"), 10_000));
  });

  test("an invalid one marks the word, offers the nearest and leaves the last valid one in force", async () => {
    page = await renderPage(sampleCase("normal"));
    await typeFilter("user:anna");
    await typeFilter("user:anna usr:ben");
    expect(page.app.view.get().filter).toBe("user:anna");
    const alert = screen.getByRole("alert");
    expect(alert.querySelector("mark")?.textContent).toBe("usr");
    expect(alert.textContent).toMatch(/Did you mean "user"/);
    fireEvent.click(within(alert).getByRole("button", { name: "Use “user”" }));
    await settle();
    expect(filterBox().value).toBe("user:anna user:ben");
    expect(page.app.view.get().filter).toBe("user:anna user:ben");
  });

  test("Enter makes terms, which can be turned around, edited and taken away", async () => {
    page = await renderPage(sampleCase("normal"));
    await typeFilter("user:anna -type:10");
    await press("Enter");
    expect(filterBox().value).toBe("");
    expect(terms()).toEqual(["=user:anna", "nottype:10"]);
    fireEvent.click(screen.getByRole("button", { name: "Leave out: user:anna" }));
    await settle();
    expect(page.app.view.get().filter).toBe("-user:anna -type:10");
    fireEvent.click(screen.getByRole("button", { name: "Remove type:10" }));
    await settle();
    expect(page.app.view.get().filter).toBe("-user:anna");
    fireEvent.click(screen.getByRole("button", { name: "Edit user:anna" }));
    await settle();
    expect(filterBox().value).toBe("-user:anna");
    expect(page.app.view.get().filter).toBe("-user:anna");
  });

  test("completes names and values of the case with the keyboard", async () => {
    page = await renderPage(sampleCase("normal"));
    await typeFilter("us");
    expect(filterBox().getAttribute("aria-expanded")).toBe("true");
    await press("ArrowDown");
    const list = screen.getByRole("listbox", { name: "Completions" });
    const first = within(list).getByRole("option", { selected: true });
    expect(filterBox().getAttribute("aria-activedescendant")).toBe(first.id);
    await press("Enter");
    expect(filterBox().value).toBe("user:");
    await typeFilter("user:ann");
    await press("ArrowDown");
    await press("Enter");
    expect(filterBox().value).toBe("user:anna ");
    expect(page.app.view.get().filter.trim()).toBe("user:anna");
    expect(screen.queryByRole("listbox")).toBeNull();
  });

  test("follows a filter that was set elsewhere, and can be cleared", async () => {
    page = await renderPage(sampleCase("normal"));
    act(() => page?.app.view.patch({ filter: "type:10" }));
    expect(terms()).toEqual(["=type:10"]);
    fireEvent.click(screen.getByRole("button", { name: "Clear the filter" }));
    await settle();
    expect(page.app.view.get().filter).toBe("");
    expect(terms()).toEqual([]);
  });

  test("on failed sign-ins their own fields are valid, and sessions say that they cannot follow", async () => {
    page = await renderPage(sampleCase("normal"));
    act(() => page?.app.view.patch({ view: "failures" }));
    await typeFilter("status:0xc000006a");
    expect(page.app.view.get().filter).toBe("status:0xc000006a");
    act(() => page?.app.view.patch({ view: "sessions" }));
    expect(screen.getByText(/about failed sign-ins; all sessions are shown/)).toBeTruthy();
  });

  test("a slip in the reason of an end is told, and not taken for the reason of a refusal", async () => {
    page = await renderPage(sampleCase("normal"));
    act(() => page?.app.view.patch({ view: "sessions" }));
    await typeFilter("reason:shutdwn");
    expect(filterBox().getAttribute("aria-invalid")).toBe("true");
    expect(page.app.view.get().filter).toBe("");
    await typeFilter("reason:*password*");
    expect(filterBox().getAttribute("aria-invalid")).toBe("false");
    expect(page.app.view.get().filter).toBe("reason:*password*");
  });
});

describe("what is set aside", () => {
  test("is said with its number and shown by a click", async () => {
    page = await renderPage(sampleCase("normal"));
    expect(screen.getByText(/Hiding 2,\d+ automatic logons/)).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: "show" }));
    expect(screen.getByText("Showing every kind")).toBeTruthy();
    expect(screen.getByRole("contentinfo").textContent).toMatch(/^2,(\d+) of 2,\1 sessions/);
  });

  test("nothing matches names what hides the rows and takes it away", async () => {
    page = await renderPage(sampleCase("normal"));
    const { app } = page;
    act(() => app.view.patch({ view: "sessions", filter: "user:nobody", window: { from: 1, to: 2 } }));
    const empty = screen.getByText("Nothing matches").parentElement!;
    expect(empty.textContent).toMatch(/The filter user:nobody/);
    fireEvent.click(within(empty).getByRole("button", { name: "Clear the filter" }));
    expect(app.view.get().filter).toBe("");
    fireEvent.click(within(empty).getByRole("button", { name: "Show the whole case" }));
    expect(app.view.get().window).toBeNull();
    expect(screen.queryByText("Nothing matches")).toBeNull();
  });

  test("a count of the foot filters", async () => {
    page = await renderPage(sampleCase("normal"));
    fireEvent.click(
      within(screen.getByRole("contentinfo")).getByRole("button", { name: /no end in this log/ }),
    );
    expect(page.app.view.get().filter).toBe("confidence:open");
  });
});

describe("range of time", () => {
  test("is moved on the strip with the keyboard, undone and redone", async () => {
    page = await renderPage(sampleCase("normal"));
    const { app } = page;
    const strip = screen.getByRole("group", { name: "The whole case by time" });
    fireEvent.keyDown(strip, { key: "+" });
    const half = app.view.get().window;
    expect(half).not.toBeNull();
    expect(strip.getAttribute("aria-description")).toMatch(/Shown: \d+ Mar/);
    fireEvent.keyDown(document.body, { key: "z", ctrlKey: true });
    expect(app.view.get().window).toBeNull();
    fireEvent.keyDown(document.body, { key: "Z", ctrlKey: true, shiftKey: true });
    expect(app.view.get().window).toEqual(half);
    fireEvent.doubleClick(strip);
    expect(app.view.get().window).toBeNull();
  });
});

describe("command palette", () => {
  const open = async () => {
    fireEvent.keyDown(document.body, { key: "k", ctrlKey: true });
    await settle();
    return screen.getByRole<HTMLInputElement>("combobox", { name: "Find a view, person or command" });
  };

  test("opens views and finds people", async () => {
    page = await renderPage(sampleCase("normal"));
    let box = await open();
    fireEvent.change(box, { target: { value: "timel" } });
    await settle();
    fireEvent.keyDown(box, { key: "Enter" });
    await settle();
    expect(page.app.view.get()).toMatchObject({ view: "timeline", palette: false });
    box = await open();
    fireEvent.change(box, { target: { value: "carla" } });
    await settle();
    expect(screen.getByRole("option", { selected: true }).textContent).toMatch(/^carla\d+ sessions/);
    fireEvent.keyDown(box, { key: "Enter" });
    await settle();
    // Who looks at the timeline goes on looking at it; elsewhere a name leads to the table.
    expect(page.app.view.get()).toMatchObject({ view: "timeline", filter: "user:carla" });
    act(() => page?.app.view.patch({ filter: "" }));
    fireEvent.keyDown(document.body, { key: "1" });
    await settle();
    expect(page.app.view.get()).toMatchObject({ view: "summary", filter: "" });
    box = await open();
    fireEvent.change(box, { target: { value: "carla" } });
    await settle();
    fireEvent.keyDown(box, { key: "Enter" });
    await settle();
    expect(page.app.view.get()).toMatchObject({ view: "sessions", filter: "user:carla" });
    fireEvent.keyDown(document.body, { key: "ArrowLeft", altKey: true });
    expect(page.app.view.get()).toMatchObject({ view: "summary", filter: "" });
  });

  test("says when there is nothing of that name", async () => {
    page = await renderPage(sampleCase("normal"));
    fireEvent.change(await open(), { target: { value: "zzzz" } });
    await settle();
    expect(screen.getByText("Nothing of that name here.")).toBeTruthy();
  });
});

describe("details", () => {
  test("say the sentence, prove it and read the record again", async () => {
    page = await renderPage(sampleCase("one"));
    act(() => page?.app.view.patch({ view: "sources", selection: { type: "session", row: 0 } }));
    const pane = screen.getByRole("complementary", { name: "Details" });
    expect(pane.textContent).toMatch(/On from Mon 4 Mar 09:00:00\. Signed out at 18:12:00\./);
    expect(pane.textContent).toMatch(/One logon, two tokens \(R6\)/);
    fireEvent.click(within(pane).getByRole("button", { name: "4624 #18,204" }));
    await settle();
    expect(within(pane).getByText("TargetUserName")).toBeTruthy();
    expect(pane.querySelector("pre")?.textContent).toMatch(/^<Event /);
  });

  test("names from a log are never markup", async () => {
    page = await renderPage(sampleCase("odd"));
    const row = [0, 1, 2, 3, 4, 5, 6].find((at) =>
      page?.app.dataset
        .get()
        .data?.strings[page.app.dataset.get().data!.sessions.user[at]!]?.startsWith("<img"),
    )!;
    act(() => page?.app.view.patch({ selection: { type: "session", row } }));
    expect(document.querySelector("img")).toBeNull();
    expect(screen.getByRole("heading", { name: /<img src=x/ })).toBeTruthy();
  });
});

describe("honesty", () => {
  test("details say what would make an uncertain end surer", async () => {
    const data = sampleCase("normal");
    page = await renderPage(data);
    const row = data.sessions.confidence.indexOf(2);
    act(() => page?.app.view.patch({ selection: { type: "session", row } }));
    const pane = screen.getByRole("complementary", { name: "Details" });
    expect(within(pane).getByRole("heading", { name: "What would make it surer" })).toBeTruthy();
    expect(pane.textContent).toContain("The log ends here.");
  });

  test("while a log is read nothing is claimed that its rest could refute", async () => {
    const data = sampleCase("empty");
    page = await renderPage(data);
    const { app } = page;
    act(() => app.job.set({ phase: "running", caseId: null, progress: null }));
    expect(screen.getAllByText("Not known before the log is read to its end.")).toHaveLength(3);
    act(() => app.view.patch({ view: "failures" }));
    expect(screen.getByText("No failed sign-ins yet")).toBeTruthy();
    expect(screen.getByRole("contentinfo").textContent).toContain("so far");
  });
});

describe("keyboard", () => {
  test("digits switch views, ? shows the keys, Escape closes", async () => {
    page = await renderPage(sampleCase("one"));
    fireEvent.keyDown(document.body, { key: "9" });
    expect(page.app.view.get().view).toBe("sources");
    fireEvent.keyDown(document.body, { key: "0" });
    expect(page.app.view.get().view).toBe("compare");
    expect(screen.getByRole("button", { name: "Compare" }).title).toBe("Compare (0)");
    fireEvent.keyDown(document.body, { key: "9" });
    fireEvent.keyDown(document.body, { key: "/" });
    expect(document.activeElement).toBe(filterBox());
    fireEvent.keyDown(document.body, { key: "?" });
    expect(page.app.view.get().shortcuts).toBe(true);
    fireEvent.keyDown(document.body, { key: "Escape" });
    expect(page.app.view.get().shortcuts).toBe(false);
  });
});

describe("the host", () => {
  test("may ask to open files and to close the case", async () => {
    page = await renderPage(null, { data: () => sampleCase("one") });
    const files = await page.host.demoFiles();
    act(() => page?.host.send({ type: "openFiles", files }));
    expect(screen.getByRole("navigation", { name: "Views" })).toBeTruthy();
    act(() => page?.host.send({ type: "command", command: "closeCase" }));
    expect(screen.getByRole("button", { name: /Open logs/ })).toBeTruthy();
  });
});
