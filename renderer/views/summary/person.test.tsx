import { cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { AppContext, createApp } from "../../state/app.ts";
import { openDemo } from "../../state/open-commands.ts";
import { createMemoryHost } from "../../testing/memory-host.ts";
import { sampleCase } from "../../testing/sample-case.ts";
import { Summary } from "./summary.tsx";

afterEach(cleanup);

async function show() {
  const app = createApp(createMemoryHost({ data: () => sampleCase("normal") }), null);
  await openDemo(app);
  render(
    <AppContext value={app}>
      <Summary />
    </AppContext>,
  );
  return app;
}

test("a person is found by typing, with the keyboard alone, and their page leads to the rows", async () => {
  const app = await show();
  const box = screen.getByRole("combobox", { name: "Find a person" });
  fireEvent.focus(box);
  const all = screen.getAllByRole("option").length;
  expect(all).toBeGreaterThan(1);
  fireEvent.change(box, { target: { value: "ann" } });
  expect(screen.getAllByRole("option").length).toBeLessThan(all);
  expect(box.getAttribute("aria-activedescendant")).toBe(screen.getAllByRole("option")[0]!.id);
  fireEvent.keyDown(box, { key: "Enter" });
  expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("anna");
  expect(screen.getByText(/First on/)).toBeTruthy();
  const sessions = screen.getByRole("region", { name: "Last sessions" });
  fireEvent.click(within(sessions).getByRole("button", { name: /^All/ }));
  expect(app.view.get()).toMatchObject({ view: "sessions" });
  expect(app.view.get().filter).toMatch(/^user:/);
});

test("the way back leads to the summary", async () => {
  const app = await show();
  fireEvent.focus(screen.getByRole("combobox"));
  fireEvent.pointerDown(screen.getAllByRole("option")[0]!);
  fireEvent.click(screen.getByRole("button", { name: "Summary" }));
  expect(app.view.get().person).toBeNull();
  expect(screen.getByRole("combobox", { name: "Find a person" })).toBeTruthy();
});

test("a name that nobody has is said, and Escape closes the list", async () => {
  await show();
  const box = screen.getByRole("combobox");
  fireEvent.change(box, { target: { value: "nobody at all" } });
  expect(screen.getByText(/Nobody of that name/)).toBeTruthy();
  fireEvent.keyDown(box, { key: "Enter" });
  fireEvent.keyDown(box, { key: "Escape" });
  expect(box.getAttribute("aria-expanded")).toBe("false");
});
