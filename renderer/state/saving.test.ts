import { afterEach, describe, expect, test, vi } from "vitest";
import { appError, HostError } from "../../shared/contract/errors.ts";
import { MAX_SAVE_PIECE } from "../../shared/contract/host.ts";
import { createMemoryHost, type MemoryHost } from "../testing/memory-host.ts";
import { sampleCase } from "../testing/sample-case.ts";
import { createApp } from "./app.ts";
import { saveAs } from "./saving.ts";

const start = (change: Partial<MemoryHost> = {}) => {
  const host = createMemoryHost({ data: () => sampleCase("one") });
  const app = createApp({ ...host, ...change }, null);
  return { host, app, said: () => app.desk.get().toast };
};

afterEach(() => vi.useRealTimers());

describe("saving a file", () => {
  test("small pieces go to the host together, large ones in parts, and all arrive in their order", async () => {
    const sizes: number[] = [];
    const { host, app, said } = start();
    const own = host.writeSave;
    app.host.writeSave = (save, bytes) => {
      sizes.push(bytes.length);
      return own(save, bytes);
    };
    const large = new Uint8Array(2.5 * MAX_SAVE_PIECE).fill(65);
    await saveAs(app, "a.txt", () => ["é", "b", large, "end"], "Saved.");
    expect(sizes).toEqual([MAX_SAVE_PIECE, MAX_SAVE_PIECE, MAX_SAVE_PIECE / 2 + 6]);
    const { bytes } = host.saved[0]!;
    expect(new TextDecoder().decode(bytes.subarray(0, 4))).toBe("ébA");
    expect(new TextDecoder().decode(bytes.subarray(-4))).toBe("Aend");
    expect(said()).toEqual({ text: "Saved.", bad: false });
  });

  test("no more is made than the disk has taken, but for one block", async () => {
    let made = 0;
    const taken: (() => void)[] = [];
    const { app } = start({ writeSave: () => new Promise<void>((resolve) => taken.push(resolve)) });
    const saving = saveAs(
      app,
      "a.bin",
      function* () {
        for (; made < 20; made++) yield new Uint8Array(MAX_SAVE_PIECE);
      },
      "Saved.",
    );
    await vi.waitFor(() => expect(taken).toHaveLength(1));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([made, taken.length]).toEqual([1, 1]);
    for (let at = 0; at < 20; at++) {
      await vi.waitFor(() => expect(taken.length).toBeGreaterThan(at));
      expect(made).toBeLessThan(at + 3);
      taken[at]!();
    }
    await saving;
  });

  test("a full disk is told with the name, and what there is of the file is given up", async () => {
    const dropped: unknown[] = [];
    const full = new HostError(appError("saveFailed", { file: "a.csv", reason: "ENOSPC" }));
    for (const failing of ["writeSave", "endSave"] as const) {
      const { app, host, said } = start({
        [failing]: () => Promise.reject(full),
        dropSave: async (save) => void dropped.push(save),
      });
      await saveAs(app, "a.csv", () => ["user"], "Saved.");
      expect(said()).toEqual({
        text: "The disk is full: a.csv was not saved. Make room, or choose another place.",
        bad: true,
      });
      expect([host.saved, app.saving.get()]).toEqual([[], null]);
    }
    expect(dropped).toHaveLength(2);
  });

  test("want of memory is told as that", async () => {
    const { app, said } = start();
    await saveAs(
      app,
      "a.csv",
      () => {
        throw new RangeError("Array buffer allocation failed");
      },
      "Saved.",
    );
    expect(said()?.text).toMatch(/^Not enough memory\./);
  });

  test("it is shown when it takes long, not while the user is asked where to, and can be stopped before anything is there", async () => {
    vi.useFakeTimers();
    let choose = (): void => {};
    const { app, host, said } = start({
      beginSave: () =>
        new Promise((resolve) => {
          choose = () => resolve("s" as never);
        }),
    });
    const saving = saveAs(
      app,
      "a.csv",
      async function* () {
        await new Promise(() => {});
        yield "never";
      },
      "Saved.",
    );
    await vi.advanceTimersByTimeAsync(5000);
    expect(app.saving.get()).toMatchObject({ name: "a.csv", shown: false });
    await saveAs(app, "b.csv", () => ["b"], "Saved.");
    expect(said()?.text).toMatch(/^Another file is being written/);
    choose();
    await vi.advanceTimersByTimeAsync(1000);
    expect(app.saving.get()).toMatchObject({ bytes: 0, shown: true, printing: false });
    app.saving.get()!.stop();
    await saving;
    expect([said()?.text, host.saved]).toEqual(["a.csv was not saved.", []]);
  });

  test("printing is told as such, and whoever stops it gives the file up; too late is saved", async () => {
    let end = (_ok: boolean): void => {};
    const { app, said } = start({
      endSave: () =>
        new Promise((resolve, reject) => {
          end = (ok) => (ok ? resolve() : reject(new HostError(appError("saveFailed"))));
        }),
      dropSave: async () => end(false),
    });
    const stopped = saveAs(app, "a.pdf", () => ["<p>"], "Saved.", "pdf");
    await vi.waitFor(() => expect(app.saving.get()?.printing).toBe(true));
    app.saving.get()!.stop();
    await stopped;
    expect(said()?.text).toBe("a.pdf was not saved.");
    const late = saveAs(app, "a.pdf", () => ["<p>"], "Saved.", "pdf");
    await vi.waitFor(() => expect(app.saving.get()?.printing).toBe(true));
    end(true);
    app.saving.get()?.stop();
    await late;
    expect(said()?.text).toBe("Saved.");
  });
});
