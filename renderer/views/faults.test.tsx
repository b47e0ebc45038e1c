import { act, cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { appError, HostError } from "../../shared/contract/errors.ts";
import type { Host } from "../../shared/contract/host.ts";
import type { CaseId } from "../../shared/types/units.ts";
import { ErrorBoundary } from "../components/error-boundary.tsx";
import { errorText } from "../data/messages.ts";
import { type App, AppContext, createApp } from "../state/app.ts";
import { openFiles } from "../state/open-commands.ts";
import { createMemoryHost } from "../testing/memory-host.ts";
import { sampleCase } from "../testing/sample-case.ts";
import { settled } from "../testing/settled.ts";
import { PageFailed } from "./frame/page-failed.tsx";
import { Root } from "./frame/root.tsx";
import { ViewFailed } from "./frame/view-failed.tsx";

/* What the user sees when something gives way behind the page. */

const FILES = [{ token: "t0" as never, name: "Security.evtx", bytes: 1000 }];
const data = sampleCase("normal");

async function show(own: Partial<Host>): Promise<App> {
  const app = createApp({ ...createMemoryHost({ data: () => data }), ...own }, null);
  await settled(async () => {
    render(<Root app={app} />);
    await Promise.resolve();
  });
  await settled(() => openFiles(app, FILES));
  return app;
}

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(700);
});
afterEach(() => void vi.restoreAllMocks());

/** Opens the first record that proves the first session on screen. */
async function openProof(app: App): Promise<HTMLElement> {
  act(() => app.view.patch({ view: "sessions" }));
  fireEvent.click(within(screen.getByRole("grid", { name: "Sessions" })).getAllByRole("row")[1]!);
  await settled(() => Promise.resolve());
  const details = screen.getByRole("complementary", { name: "Details" });
  fireEvent.click(within(details.querySelector<HTMLElement>(".proof")!).getAllByRole("button")[0]!);
  await settled(() => Promise.resolve());
  return details;
}

test("a worker that is lost in the middle leaves what was read, called partial, with the reason", async () => {
  const app = await show({
    openCase(_tokens, onEvent) {
      onEvent({ type: "started", caseId: "c" as CaseId });
      onEvent({ type: "partial", data: { ...data, partial: true }, undecided: 3 });
      onEvent({ type: "failed", error: appError("outOfMemory") });
      return () => {};
    },
  });
  expect(screen.getByRole("alert").textContent).toContain(errorText("outOfMemory"));
  expect(screen.getByText("Partial.")).toBeTruthy();
  // Its records cannot be had any more, and nobody waits for them.
  const details = await openProof(app);
  expect(within(details).getByRole("alert").textContent).toBe(errorText("caseUnknown"));
});

test.each(["fileMissing", "fileDenied", "hostLost", "workerLost", "outOfMemory"] as const)(
  "a record that cannot be read again is told with its reason: %s",
  async (code) => {
    const app = await show({ readRecord: () => Promise.reject(new HostError(appError(code))) });
    const details = await openProof(app);
    expect(within(details).getByRole("alert").textContent).toBe(errorText(code));
  },
);

test("another record at the place of the one that was meant is not shown as proof", async () => {
  const host = createMemoryHost({ data: () => data });
  const app = await show({
    async readRecord(...place) {
      const detail = await host.readRecord(...place);
      return { ...detail, record: { ...detail.record, recordId: "999999999" } };
    },
  });
  const details = await openProof(app);
  expect(within(details).getByRole("alert").textContent).toBe(errorText("recordUnreadable"));
});

describe("what cannot be drawn", () => {
  test("for want of memory is told as that, in the view alone", () => {
    // React tells it there as well.
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    const Failing = (): never => {
      throw new RangeError("Array buffer allocation failed");
    };
    render(
      <AppContext value={createApp(createMemoryHost({ data: () => data }), null)}>
        <p>around</p>
        <ErrorBoundary instead={(again, failure) => <ViewFailed again={again} failure={failure} />}>
          <Failing />
        </ErrorBoundary>
      </AppContext>,
    );
    expect(screen.getByRole("alert").textContent).toContain(errorText("outOfMemory"));
    expect(screen.getByText("around")).toBeTruthy();
  });

  test("around the views leaves a page that says so and can be loaded again", () => {
    render(<PageFailed failure={new Error("anything")} />);
    expect(screen.getByRole("alert").textContent).toContain("Your log files are untouched.");
    expect(screen.getByRole("button", { name: "Reload" })).toBeTruthy();
    cleanup();
    render(<PageFailed failure={new RangeError("Invalid typed array length: 9")} />);
    expect(screen.getByRole("alert").textContent).toContain(errorText("outOfMemory"));
  });
});
