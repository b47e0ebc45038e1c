import { cleanup, configure, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { CaseData } from "../../../shared/types/case.ts";
import { BREAKDOWN } from "../../data/texts/breakdown.ts";
import { type App, createApp } from "../../state/app.ts";
import { setFilter, showView } from "../../state/commands.ts";
import { openDemo } from "../../state/open-commands.ts";
import { createMemoryHost } from "../../testing/memory-host.ts";
import { DAY, draftCase, HOUR, MONDAY } from "../../testing/sample-case.ts";
import type { SessionDraft } from "../../testing/session-writer.ts";
import { settled } from "../../testing/settled.ts";
import { Root } from "../frame/root.tsx";

// What is fetched when it is first needed takes its time on a busy machine.
configure({ asyncUtilTimeout: 20_000 });

async function open(data: CaseData): Promise<App> {
  const app = createApp(createMemoryHost({ data: () => data }), null);
  await settled(async () => {
    render(<Root app={app} />);
    await Promise.resolve();
  });
  await settled(() => openDemo(app));
  await settled(() => {
    app.view.patch({ zone: "UTC" });
    showView(app, "breakdown");
  });
  await screen.findByRole("button", { name: "Compare two periods" });
  return app;
}

function session(user: string, day: number, hour: number, more: Partial<SessionDraft> = {}): SessionDraft {
  const start = MONDAY + day * DAY + hour * HOUR;
  return { user, computer: "PC-014", start, end: start + HOUR, ...more };
}

/** Titles of the charts that the export menu offers as pictures. */
async function offeredPictures(): Promise<readonly string[]> {
  fireEvent.click(screen.getByRole("button", { name: /^Export/ }));
  const items = await screen.findAllByRole("menuitem");
  return items.flatMap(({ textContent }) => /^Picture: (.*)PNG$/.exec(textContent ?? "")?.[1] ?? []);
}

/** Lines of a panel as they read. */
function lines(title: string): string[] {
  const figure = screen.getByRole("figure", { name: title });
  return within(figure)
    .getAllByRole("row")
    .slice(1)
    .map((row) =>
      [...row.children]
        .map((cell) => cell.textContent)
        .filter((text) => text !== "")
        .join(" | "),
    );
}

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(700);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const WEEK = [
  session("anna", 0, 8),
  session("anna", 1, 8),
  session("anna", 2, 8, { type: 10 }),
  session("ben", 4, 13, { type: 10 }),
  session("carla", 5, 13, { reason: "noRecord", confidence: "unknown" }),
];

describe("one period", () => {
  test("counts by every property, and a click on a bar filters", async () => {
    const app = await open(draftCase(WEEK));
    expect(lines("Users")).toEqual(["anna | 3 | 60 % | 3 h", "ben | 1 | 20 % | 1 h", "carla | 1 | 20 % | –"]);
    expect(lines("Kind of logon")).toEqual([
      "Interactive (2) | 3 | 60 % | 2 h",
      "RemoteInteractive (10) | 2 | 40 % | 2 h",
    ]);
    for (const title of ["How sure the end is", "How they ended", "Computers", "Coming from", "Checked by"]) {
      expect(lines(title).length).toBeGreaterThan(0);
    }
    fireEvent.click(
      within(screen.getByRole("figure", { name: "Users" })).getByRole("button", { name: "anna" }),
    );
    expect(app.view.get().filter).toBe("user:anna");
    expect(app.view.get().view).toBe("breakdown");
    expect(lines("Users")).toEqual(["anna | 3 | 100 % | 3 h"]);
    fireEvent.click(screen.getByRole("button", { name: "Show 3 sessions" }));
    expect(app.view.get().view).toBe("sessions");
  });

  test("by the hour or the day; choosing one sets the range", async () => {
    const app = await open(draftCase(WEEK));
    const figure = screen.getByRole("figure", { name: "Sessions begun over time" });
    fireEvent.click(within(figure).getByRole("button", { name: "Day" }));
    const plot = screen.getByRole("slider", { name: "Sessions begun over time" });
    fireEvent.keyDown(plot, { key: "Home" });
    expect(plot.getAttribute("aria-valuetext")).toBe("Mon 4 Mar: 1 (At the computer 1)");
    fireEvent.keyDown(plot, { key: "Enter" });
    expect(app.view.get().window).toEqual({ from: MONDAY, to: MONDAY + DAY });
  });

  test("by weekday and hour; choosing a cell filters by both", async () => {
    const app = await open(draftCase(WEEK));
    fireEvent.click(screen.getByLabelText("Friday 13:00 to 14:00: 1"));
    expect(app.view.get().filter).toBe("weekday:fri hour:13");
    expect(lines("Users")).toEqual(["ben | 1 | 100 % | 1 h"]);
  });

  test("names that look the same are told apart and asked for by number", async () => {
    const app = await open(
      draftCase([
        session("Anna", 0, 8),
        session("anna", 0, 9, { domain: "PC-014" }),
        session("anna\u200b", 0, 10),
        session("ben", 0, 11),
      ]),
    );
    const names = lines("Users").map((line) => line.split(" | ")[0]!);
    expect(new Set(names).size).toBe(4);
    expect(names.filter((name) => /^anna \(PC-014 …\d+\)$/.test(name))).toHaveLength(1);
    expect(names.filter((name) => /^Anna \(CORP …\d+\)$/.test(name))).toHaveLength(1);
    expect(names).toContain("anna⟨200B⟩");
    fireEvent.click(screen.getByRole("button", { name: /^Anna \(CORP/ }));
    expect(app.view.get().filter).toMatch(/^user:"?S-1-5-21-/);
    expect(lines("Users")).toHaveLength(1);
  });

  test("ten thousand users are ten bars and a sum", async () => {
    await open(draftCase(Array.from({ length: 10_000 }, (_, at) => session(`user-${at}`, at % 7, at % 24))));
    const all = lines("Users");
    expect(all).toHaveLength(11);
    expect(all.at(-1)).toMatch(/^9,990 others \| 9,990 \| 100 % \| /);
  }, 60_000);

  test("a case without sessions says so", async () => {
    const app = createApp(createMemoryHost({ data: () => draftCase([]) }), null);
    await settled(() => void render(<Root app={app} />));
    await settled(() => openDemo(app));
    await settled(() => showView(app, "breakdown"));
    await screen.findByText("No sessions in these logs");
  });
});

describe("two periods", () => {
  test("are compared in numbers, the largest change first", async () => {
    const app = await open(draftCase(WEEK));
    fireEvent.click(screen.getByRole("button", { name: "Compare two periods" }));
    for (const [label, text] of [
      ["Period A from", "2024-03-04"],
      ["Period A to", "2024-03-07"],
      ["Period B from", "2024-03-07"],
      ["Period B to", "2024-03-10"],
    ] as const) {
      fireEvent.change(screen.getByRole("textbox", { name: label }), { target: { value: text } });
    }
    fireEvent.click(screen.getByRole("button", { name: "Apply" }));
    const words = () => [...document.querySelectorAll(".compare-words li")].map((item) => item.textContent);
    expect(words()).toEqual([
      "Period A (4 – 6 Mar 2024): 3 sessions in 3 days, 1 a day",
      "Period B (7 – 9 Mar 2024): 2 sessions in 3 days, 0.67 a day",
      "In B there are 1 session fewer than in A (−33 %).",
      "Only in B: ben and carla.",
      "Only in A: anna.",
    ]);
    expect(lines("Users")).toEqual(["anna | 3 | 0 | −3", "ben | 0 | 1 | +1", "carla | 0 | 1 | +1"]);
    await waitFor(() => expect(document.querySelectorAll(".recharts-bar").length).toBe(2));
    fireEvent.click(screen.getByRole("button", { name: "Kind of logon" }));
    expect(lines("Kind of logon")).toEqual([
      "Interactive (2) | 2 | 1 | −1",
      "RemoteInteractive (10) | 1 | 1 | 0",
    ]);
    fireEvent.click(screen.getByRole("button", { name: "RemoteInteractive (10)" }));
    expect(app.view.get().filter).toBe("type:10");
  });

  test("of unlike length are compared by the day", async () => {
    await open(draftCase(WEEK));
    fireEvent.click(screen.getByRole("button", { name: "Compare two periods" }));
    fireEvent.change(screen.getByRole("textbox", { name: "Period A from" }), {
      target: { value: "2024-03-04" },
    });
    fireEvent.change(screen.getByRole("textbox", { name: "Period A to" }), {
      target: { value: "2024-03-05" },
    });
    fireEvent.change(screen.getByRole("textbox", { name: "Period B from" }), {
      target: { value: "2024-03-05" },
    });
    fireEvent.change(screen.getByRole("textbox", { name: "Period B to" }), {
      target: { value: "2024-03-07" },
    });
    fireEvent.click(screen.getByRole("button", { name: "Apply" }));
    expect(lines("Users")).toEqual(["anna | 1 | 2 | 0"]);
    expect(screen.getByRole("columnheader", { name: "B against A, a day" })).toBeTruthy();
  });

  test("the picture can be saved as it is on screen", async () => {
    const app = await open(draftCase(WEEK));
    fireEvent.click(screen.getByRole("button", { name: "Compare two periods" }));
    await waitFor(() => expect(app.charts.get()).toHaveLength(1));
    expect(await offeredPictures()).toEqual(["Two periods: Users"]);
    const drawn = app.charts.get()[0]!.picture();
    if (drawn.kind !== "pairs") throw new Error("another picture");
    expect(drawn.pairs.map(({ label, cells }) => [label, ...cells].join(" | "))).toEqual(
      lines("Users").map((line) => line),
    );
    expect(drawn.series.map(({ name }) => name.slice(0, 8))).toEqual(["Period A", "Period B"]);
  });

  test("a time that cannot be read gets a sentence", async () => {
    await open(draftCase(WEEK));
    fireEvent.click(screen.getByRole("button", { name: "Compare two periods" }));
    fireEvent.change(screen.getByRole("textbox", { name: "Period B to" }), { target: { value: "soon" } });
    fireEvent.click(screen.getByRole("button", { name: "Apply" }));
    expect(screen.getByRole("alert").textContent).toMatch(/“soon” is not a time/);
  });
});

test("each chart can be saved as a picture, of what it shows then", async () => {
  const app = await open(draftCase(WEEK));
  const titles = screen
    .getAllByRole("figure")
    .map((figure) => within(figure).getAllByRole("heading")[0]?.textContent ?? "");
  expect(titles.length).toBeGreaterThan(4);
  expect(await offeredPictures()).toEqual(titles);
  const drawn = app.charts.get().map(({ picture }) => picture());
  expect(new Set(drawn.map(({ kind }) => kind))).toEqual(new Set(["columns", "bars", "week"]));
  const users = () => {
    const picture = app.charts
      .get()
      .find(({ title }) => title === BREAKDOWN.panels.user)
      ?.picture();
    return picture?.kind === "bars" ? picture.bars.map(({ label, value }) => `${label} ${value}`) : [];
  };
  const before = users();
  expect(before).toHaveLength(new Set(WEEK.map(({ user }) => user)).size);
  await settled(() => setFilter(app, "user:anna"));
  expect(users()).toEqual(before.filter((line) => line.startsWith("anna ")));
  await settled(() => showView(app, "sessions"));
  expect(app.charts.get()).toEqual([]);
});
