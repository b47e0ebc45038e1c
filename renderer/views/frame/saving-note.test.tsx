import { act, fireEvent, render, screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { AppContext, createApp } from "../../state/app.ts";
import type { Saving } from "../../state/saving.ts";
import { createMemoryHost } from "../../testing/memory-host.ts";
import { sampleCase } from "../../testing/sample-case.ts";
import { SavingNote } from "./saving-note.tsx";

test("a file that takes long to write is named with how far it is, and has a button that stops it", () => {
  const app = createApp(createMemoryHost({ data: () => sampleCase("one") }), null);
  const stop = vi.fn();
  const saving: Saving = { name: "a.pdf", bytes: 0, printing: false, shown: false, stop };
  render(
    <AppContext value={app}>
      <SavingNote />
    </AppContext>,
  );
  const said = (): string | null => screen.queryByRole("status")?.querySelector("span")?.textContent ?? null;
  act(() => app.saving.set(saving));
  expect(said()).toBeNull();
  act(() => app.saving.set({ ...saving, shown: true }));
  expect(said()).toBe("Preparing a.pdf");
  act(() => app.saving.set({ ...saving, shown: true, bytes: 2_000_000 }));
  expect(said()).toMatch(/^Writing a\.pdf: .*MB$/);
  act(() => app.saving.set({ ...saving, shown: true, bytes: 2_000_000, printing: true }));
  expect(said()).toBe("Printing into a.pdf");
  expect(screen.getByRole("progressbar").getAttribute("aria-label")).toBe("Printing into a.pdf");
  fireEvent.click(screen.getByRole("button", { name: "Stop" }));
  expect(stop).toHaveBeenCalledOnce();
  act(() => app.saving.set(null));
  expect(said()).toBeNull();
});
