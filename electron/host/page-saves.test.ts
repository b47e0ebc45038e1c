import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { appError } from "../../shared/contract/errors.ts";
import type { SaveId } from "../../shared/types/units.ts";
import { eventually } from "../../tests/eventually.ts";
import { createPageSaves } from "./page-saves.ts";
import type { PlatformCalls } from "./platform-calls.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "page-saves-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const inFolder = () => readdirSync(folder).sort();
const text = (value: string) => new TextEncoder().encode(value);
const start = (path: string | null, calls: PlatformCalls = {}, inputs: readonly string[] = []) =>
  createPageSaves({ askWhere: async () => path, ...calls }, () => inputs);

describe("an export on its way to the disk", () => {
  test("grows beside its place, and replaces what stood there as a whole", async () => {
    const path = join(folder, "sessions.csv");
    writeFileSync(path, "what stood there before, and longer than the new one");
    const saves = start(path);
    const save = (await saves.beginSave("sessions.csv", "file"))!;
    // Not waited for: what comes first is written first.
    const writing = ["user\r\n", "anna\r\n", "bea\r\n"].map((line) => saves.writeSave(save, text(line)));
    await Promise.all(writing);
    expect(readFileSync(path, "utf8")).toContain("before");
    expect(inFolder()).toEqual([expect.stringMatching(/^\.[0-9a-f]{12}\.part$/), "sessions.csv"]);
    await saves.endSave(save);
    expect(readFileSync(path, "utf8")).toBe("user\r\nanna\r\nbea\r\n");
    expect(inFolder()).toEqual(["sessions.csv"]);
    await expect(saves.writeSave(save, text("more"))).rejects.toMatchObject({
      error: { code: "saveFailed" },
    });
  });

  test("given up, or left behind by its page, it is gone", async () => {
    const path = join(folder, "sessions.csv");
    const saves = start(path);
    const save = (await saves.beginSave("sessions.csv", "file"))!;
    await saves.writeSave(save, text("user"));
    await saves.dropSave(save);
    await saves.dropSave(save);
    expect(inFolder()).toEqual([]);
    const other = (await saves.beginSave("sessions.csv", "file"))!;
    const writing = saves.writeSave(other, text("user"));
    saves.close();
    await writing;
    await eventually(() => expect(inFolder()).toEqual([]));
    expect(await saves.beginSave("sessions.csv", "file")).toBeNull();
  });

  test("a change of mind, a page gone wrong, and an id that is none", async () => {
    expect(await start(null).beginSave("a.csv", "file")).toBeNull();
    const saves = start(join(folder, "a.csv"));
    for (let i = 0; i < 4; i++) await saves.beginSave("a.csv", "file");
    await expect(saves.beginSave("a.csv", "file")).rejects.toMatchObject({
      error: appError("notAllowed", { reason: "tooManySaves" }),
    });
    await expect(saves.endSave("other" as SaveId)).rejects.toMatchObject({ error: { code: "saveFailed" } });
    saves.close();
    await eventually(() => expect(inFolder()).toEqual([]));
  });

  test("what cannot be written is a failure that names the file without its folder, and leaves nothing", async () => {
    await expect(start(join(folder, "missing", "a.csv")).beginSave("a.csv", "file")).rejects.toMatchObject({
      error: appError("saveFailed", { file: "a.csv", reason: "ENOENT" }),
    });
    // A folder in the way shows when the file is put in its place.
    mkdirSync(join(folder, "taken.csv"));
    writeFileSync(join(folder, "taken.csv", "full"), "");
    const saves = start(join(folder, "taken.csv"));
    const save = (await saves.beginSave("taken.csv", "file"))!;
    await saves.writeSave(save, text("user"));
    await expect(saves.endSave(save)).rejects.toMatchObject({
      error: { code: "saveFailed", params: { file: "taken.csv" } },
    });
    expect(inFolder()).toEqual(["taken.csv"]);
    await saves.dropSave(save);
  });

  test("an open log is never replaced, by whatever name it is called", async () => {
    const log = join(folder, "Security.evtx");
    writeFileSync(log, "log");
    await expect(
      start(join(folder, ".", "x", "..", "Security.evtx"), {}, [log]).beginSave("Security.evtx", "file"),
    ).rejects.toMatchObject({ error: appError("saveFailed", { file: "Security.evtx", reason: "isInput" }) });
    expect([readFileSync(log, "utf8"), inFolder()]).toEqual(["log", ["Security.evtx"]]);
  });
});

describe("a saved export", () => {
  const asked: string[] = [];
  const calls: PlatformCalls = {
    showFile: (path) => void asked.push(`show ${path}`),
    dragFile: async (path) => void asked.push(`drag ${path}`),
  };
  const save = async (saves: ReturnType<typeof start>): Promise<SaveId> => {
    const id = (await saves.beginSave("a.csv", "file"))!;
    await saves.writeSave(id, text("user"));
    await saves.endSave(id);
    return id;
  };
  beforeEach(() => {
    asked.length = 0;
  });

  test("is shown and dragged by its id", async () => {
    const path = join(folder, "a.csv");
    const saves = start(path, calls);
    const id = await save(saves);
    await saves.showSaved(id);
    await saves.dragSaved(id);
    expect(asked).toEqual([`show ${path}`, `drag ${path}`]);
  });

  test("only once it is whole, only by the page that saved it, and only while it is there", async () => {
    const path = join(folder, "a.csv");
    const saves = start(path, calls);
    const refused = { error: appError("notAllowed", { reason: "notSaved" }) };
    const open = (await saves.beginSave("a.csv", "file"))!;
    await expect(saves.showSaved(open)).rejects.toMatchObject(refused);
    await saves.dropSave(open);
    await expect(saves.dragSaved(open)).rejects.toMatchObject(refused);
    const id = await save(saves);
    for (const other of ["", path, "/etc/passwd", "__proto__"])
      await expect(saves.dragSaved(other as SaveId)).rejects.toMatchObject(refused);
    await expect(start(path, calls).showSaved(id)).rejects.toMatchObject(refused);
    rmSync(path);
    await expect(saves.showSaved(id)).rejects.toMatchObject({
      error: appError("exportMissing", { file: "a.csv" }),
    });
    mkdirSync(path);
    await expect(saves.dragSaved(id)).rejects.toMatchObject({ error: { code: "exportMissing" } });
    saves.close();
    await expect(saves.showSaved(id)).rejects.toMatchObject(refused);
    expect(asked).toEqual([]);
  });

  test("is refused where there is no shell, and forgotten after very many others", async () => {
    const bare = start(join(folder, "a.csv"));
    const id = await save(bare);
    await expect(bare.showSaved(id)).rejects.toMatchObject({ error: { code: "notAllowed" } });
    await expect(bare.dragSaved(id)).rejects.toMatchObject({ error: { code: "notAllowed" } });
    const saves = start(join(folder, "a.csv"), calls);
    const first = await save(saves);
    for (let i = 0; i < 99; i++) await save(saves);
    await saves.showSaved(first);
    await save(saves);
    await expect(saves.showSaved(first)).rejects.toMatchObject({ error: { code: "notAllowed" } });
  });
});

describe("a report that is printed", () => {
  const html = ["<p>a", "</p>"];

  test("is given to the printer whole, and what comes back is saved", async () => {
    const path = join(folder, "report.pdf");
    const saves = start(path, { printPdf: async (report) => Buffer.concat([text("%PDF"), report]) });
    const save = (await saves.beginSave("report.pdf", "pdf"))!;
    for (const piece of html) await saves.writeSave(save, text(piece));
    await saves.endSave(save);
    expect(readFileSync(path, "utf8")).toBe("%PDF<p>a</p>");
    expect(inFolder()).toEqual(["report.pdf"]);
  });

  test("cannot be printed, or is stopped meanwhile: nothing is left", async () => {
    const path = join(folder, "report.pdf");
    const failing = start(path, { printPdf: () => Promise.reject(new Error("no printer")) });
    const save = (await failing.beginSave("report.pdf", "pdf"))!;
    await expect(failing.endSave(save)).rejects.toMatchObject({
      error: appError("saveFailed", { file: "report.pdf", reason: "print" }),
    });
    const endless = start(path, {
      printPdf: (_html, signal) =>
        new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason))),
    });
    const other = (await endless.beginSave("report.pdf", "pdf"))!;
    const printing = endless.endSave(other);
    await endless.dropSave(other);
    await expect(printing).rejects.toMatchObject({ error: { code: "saveFailed" } });
    expect(inFolder()).toEqual([]);
  });
});
