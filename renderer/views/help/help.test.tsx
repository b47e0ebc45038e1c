import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, test } from "vitest";
import { REPORT_NAMES } from "../../../shared/types/report.ts";
import type { HelpBlock } from "../../data/help/help-page.ts";
import { inPlaceOf, loadGuide } from "../../data/help/load-guide.ts";
import { searchGuide } from "../../data/help/search-guide.ts";
import { createApp } from "../../state/app.ts";
import { showHelp, topicOf } from "../../state/help-commands.ts";
import { openDemo } from "../../state/open-commands.ts";
import { VIEWS } from "../../state/view-state.ts";
import { createMemoryHost } from "../../testing/memory-host.ts";
import { sampleCase } from "../../testing/sample-case.ts";
import { settled } from "../../testing/settled.ts";
import { Root } from "../frame/root.tsx";
import { HelpBlocks } from "./help-blocks.tsx";

afterEach(cleanup);

async function open(withCase = true) {
  const app = createApp(createMemoryHost({ data: () => sampleCase("normal") }), null);
  await settled(async () => {
    render(<Root app={app} />);
    if (withCase) await openDemo(app);
  });
  return app;
}

const help = () => screen.getByRole("complementary", { name: "Help" });
const press = (target: Element, key: string, more = {}) => fireEvent.keyDown(target, { key, ...more });

/** The title of the page that is shown. */
const title = async () => (await within(help()).findByRole("heading", { level: 2 })).textContent;

describe("the guide in the program", () => {
  test("opens by F1 at the page of the view, from a box with text, too, and takes the focus", async () => {
    const app = await open();
    await settled(() => app.view.patch({ view: "timeline" }));
    const filter = screen.getByRole("combobox", { name: "Filter" });
    filter.focus();
    const isLeft = press(filter, "F1");
    // The browser's own help would ask the network.
    expect(isLeft).toBe(false);
    expect(await title()).toBe("Timeline");
    await waitFor(() => expect(help().contains(document.activeElement)).toBe(true));
    press(document.activeElement!, "Escape");
    await waitFor(() => expect(screen.queryByRole("complementary", { name: "Help" })).toBeNull());
    expect(document.activeElement).toBe(filter);
  });

  test("has a page for every view and every report", async () => {
    const app = await open();
    const pages = await loadGuide("en");
    for (const view of VIEWS) {
      app.view.patch({ view });
      expect(pages.some(({ id }) => id === topicOf(app).page)).toBe(true);
    }
    app.view.patch({ view: "reports" });
    for (const name of REPORT_NAMES) {
      app.view.patch({ report: { ...app.view.get().report, name } });
      expect(topicOf(app).page).toBe("reports");
    }
  });

  test("leads from page to page and back, and is where it was when it is opened again", async () => {
    const app = await open();
    await settled(() => showHelp(app));
    expect(await title()).toBe("Summary");
    fireEvent.click(within(help()).getByRole("button", { name: "Coverage" }));
    expect(await title()).toBe("Coverage");
    fireEvent.click(within(help()).getByRole("button", { name: "Close the help" }));
    press(document.body, "F1");
    expect(await title()).toBe("Coverage");
    fireEvent.click(within(help()).getByRole("button", { name: "Back to the page before" }));
    expect(await title()).toBe("Summary");
    expect(
      within(help()).getByRole<HTMLButtonElement>("button", { name: "Back to the page before" }).disabled,
    ).toBe(true);
    // Another view has another page; Alt and left leads back in the guide, not in the case.
    fireEvent.click(within(help()).getByRole("button", { name: "Close the help" }));
    await settled(() => app.view.patch({ view: "failures" }));
    press(document.body, "F1");
    expect(await title()).toBe("Failures");
    press(within(help()).getByRole("region", { name: "Failures" }), "ArrowLeft", { altKey: true });
    expect(await title()).toBe("Summary");
    expect(app.view.get().view).toBe("failures");
  });

  test("keeps how far a page was scrolled, over another page, a search and closing", async () => {
    const app = await open();
    await settled(() => showHelp(app));
    const scrolled = () => within(help()).getByRole("region", { name: "Summary" });
    await title();
    scrolled().scrollTop = 300;
    fireEvent.scroll(scrolled());
    fireEvent.click(within(help()).getByRole("button", { name: "Coverage" }));
    expect(await title()).toBe("Coverage");
    fireEvent.click(within(help()).getByRole("button", { name: "Back to the page before" }));
    expect(scrolled().scrollTop).toBe(300);
    fireEvent.change(within(help()).getByRole("searchbox"), { target: { value: "spray" } });
    fireEvent.click(within(help()).getByRole("button", { name: "Close the help" }));
    fireEvent.click(screen.getByRole("button", { name: "Help" }));
    fireEvent.change(within(help()).getByRole("searchbox"), { target: { value: "" } });
    expect(scrolled().scrollTop).toBe(300);
  });

  test("is searched by all words, and Escape empties the box before it closes", async () => {
    const app = await open(false);
    await settled(() => showHelp(app));
    expect(await title()).toBe("Bringing logs");
    const box = within(help()).getByRole("searchbox", { name: "Search the help" });
    fireEvent.change(box, { target: { value: "spray thirty" } });
    const hit = await within(help()).findByRole("button", { name: /Failures › Bursts, sprays and lockouts/ });
    fireEvent.change(box, { target: { value: "zebra" } });
    expect(within(help()).getByRole("status").textContent).toBe(
      "Nothing in the guide holds all these words.",
    );
    press(box, "Escape");
    expect(app.help.get()).toMatchObject({ open: true, search: "" });
    fireEvent.change(box, { target: { value: "spray thirty" } });
    expect(hit).toBeTruthy();
    fireEvent.click(within(help()).getByRole("button", { name: /Bursts, sprays and lockouts/ }));
    expect(await title()).toBe("Failures");
    expect(app.help.get().visit?.place).toEqual({ page: "failures", section: "bursts-sprays-and-lockouts" });
  });

  test("answers questions where they arise", async () => {
    const app = await open();
    await settled(() => app.view.patch({ view: "sessions", selection: { type: "session", row: 0 } }));
    fireEvent.click(screen.getByRole("button", { name: "How is this decided?" }));
    expect(await title()).toBe("How an end is decided");
    expect(app.help.get().visit?.place.section).toBe("how-sure-is-the-end");
  });

  test("opens over a dialog that has a page, by F1, too, and leaves the dialog as it was", async () => {
    await open(false);
    fireEvent.click(screen.getByRole("button", { name: "Logon scripts…" }));
    const dialog = await screen.findByRole("dialog", { name: "Logon scripts" });
    const share = within(dialog).getByLabelText<HTMLInputElement>("Share that computers write to");
    fireEvent.change(share, { target: { value: "\\\\FS1\\WHO$" } });
    press(share, "F1");
    const over = await screen.findByRole("dialog", { name: "Help" });
    expect((await within(over).findByRole("heading", { level: 2, name: "Logon scripts" })).textContent).toBe(
      "Logon scripts",
    );
    fireEvent.click(within(over).getByRole("button", { name: "Close the help" }));
    await waitFor(() => expect(screen.queryByRole("dialog", { name: "Help" })).toBeNull());
    expect(share.value).toBe("\\\\FS1\\WHO$");
  });
});

test("over a dialog without a page F1 opens the contents, once, and leaves the dialog as it was", async () => {
  await open();
  press(document.body, "?");
  const keys = await screen.findByRole("dialog", { name: "Keyboard" });
  press(within(keys).getByRole("button", { name: "Close" }), "F1");
  const over = await screen.findByRole("dialog", { name: "Help" });
  const [contents] = await loadGuide("en");
  await within(over).findByRole("heading", { level: 2, name: contents!.title });
  // The guide has no help of its own.
  expect(press(within(over).getByRole("searchbox"), "F1")).toBe(false);
  expect(screen.getAllByRole("dialog", { name: "Help" })).toHaveLength(1);
  fireEvent.click(within(over).getByRole("button", { name: "Close the help" }));
  await waitFor(() => expect(screen.queryByRole("dialog", { name: "Help" })).toBeNull());
  expect(screen.getByRole("dialog", { name: "Keyboard" })).toBe(keys);
});

describe("pages", () => {
  test("that a language does not have stand in English, in their place", async () => {
    const [english, german] = [await loadGuide("en"), await loadGuide("de")];
    expect(german.map(({ id }) => id)).toEqual(english.map(({ id }) => id));
    // German has every page.
    expect(german.filter(({ language }) => language !== "de").map(({ id }) => id)).toEqual([]);
    const missing = ["cloud", "filter"];
    const fewer = inPlaceOf(english, german.filter(({ id }) => !missing.includes(id)).toReversed());
    expect(fewer.map(({ id }) => id)).toEqual(english.map(({ id }) => id));
    expect(fewer.filter(({ language }) => language === "en").map(({ id }) => id)).toEqual(
      english.map(({ id }) => id).filter((id) => missing.includes(id)),
    );
  });

  test("are drawn as text: what looks like markup is none", () => {
    const blocks: readonly HelpBlock[] = [
      { type: "paragraph", of: [{ type: "text", text: "<img src=x onerror=alert(1)>" }] },
      { type: "code", text: "<script>alert(1)</script>" },
    ];
    const { container } = render(<HelpBlocks blocks={blocks} onGo={() => {}} />);
    expect(container.querySelector("img, script")).toBeNull();
    expect(container.textContent).toBe("<img src=x onerror=alert(1)><script>alert(1)</script>");
  });

  test("are found by any case of letters, headings first, each stretch once", async () => {
    const found = searchGuide(await loadGuide("en"), "HOURS");
    expect(found[0]).toMatchObject({ page: "Reports", section: "Hours" });
    const places = found.map(({ place }) => `${place.page}#${place.section}`);
    expect(new Set(places).size).toBe(places.length);
    expect(found.length).toBeLessThanOrEqual(30);
    expect(searchGuide(await loadGuide("en"), "  ")).toEqual([]);
  });
});
