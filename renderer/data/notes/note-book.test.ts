import { IDBFactory, IDBKeyRange } from "fake-indexeddb";
import { describe, expect, test } from "vitest";
import { eventually } from "../../../tests/eventually.ts";
import { sampleCase } from "../../testing/sample-case.ts";
import { openNoteBook } from "./note-book.ts";
import { MAX_NOTE, noteKey } from "./note-key.ts";
import { type Note, NotesDatabase } from "./notes-database.ts";

const note = (change: Partial<Note>): Note => ({
  key: "k",
  text: "",
  marked: false,
  changedAt: 1,
  ...change,
});

async function book(options = { indexedDB: new IDBFactory(), IDBKeyRange }) {
  const database = new NotesDatabase(options);
  const opened = await openNoteBook(database);
  if (opened === null) throw new Error("the database of this test opens");
  let notes: ReadonlyMap<string, Note> = new Map();
  const stop = opened.watch((all) => {
    notes = all;
  });
  return { book: opened, database, options, stop, notes: () => [...notes.values()] };
}

describe("notes", () => {
  test("are told after every change, and outlive the program", async () => {
    const first = await book();
    expect(await first.book.write(note({ text: "a" }))).toBe(true);
    await eventually(() => expect(first.notes()).toEqual([note({ text: "a" })]));
    first.stop();
    first.database.close();
    const second = await book(first.options);
    await eventually(() => expect(second.notes()).toEqual([note({ text: "a" })]));
    second.stop();
  });

  test("that say nothing are removed, a mark alone says something", async () => {
    const { book: own, database, stop } = await book();
    await own.write(note({ text: "a", marked: true }));
    await own.write(note({ text: "  ", marked: true }));
    expect(await database.notes.count()).toBe(1);
    await own.write(note({ text: " \n" }));
    expect(await database.notes.count()).toBe(0);
    stop();
  });

  test("are cut at their longest", async () => {
    const { book: own, database, stop } = await book();
    await own.write(note({ text: "x".repeat(MAX_NOTE + 5) }));
    expect((await database.notes.get("k"))?.text.length).toBe(MAX_NOTE);
    stop();
  });

  test("of two writes at once the last one stays on screen and on disk", async () => {
    const { book: own, database, notes, stop } = await book();
    await Promise.all([own.write(note({ text: "one" })), own.write(note({ text: "two" }))]);
    await eventually(() => expect(notes()).toEqual([note({ text: "two" })]));
    expect((await database.notes.get("k"))?.text).toBe("two");
    stop();
  });

  test("cannot be kept where the browser refuses, and that is said", async () => {
    const { book: own, database, stop } = await book();
    stop();
    database.close();
    expect(await own.write(note({ text: "a" }))).toBe(false);
  });
});

describe("the key of a note", () => {
  test("is the same in another case that holds the record, and no two sessions share one", () => {
    const data = sampleCase("normal");
    const keys = Array.from({ length: data.sessions.length }, (_, row) => noteKey(data, row));
    const known = keys.filter((key) => key !== null);
    expect(new Set(known).size).toBe(known.length);
    expect(known.length).toBeGreaterThan(0);
    const again = sampleCase("normal");
    expect(noteKey(again, 3)).toBe(keys[3]);
  });

  test("is missing where no record proves the session", () => {
    const data = sampleCase("one");
    data.sessions.proofStart.fill(0);
    expect(noteKey(data, 0)).toBeNull();
  });
});
