import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { sizeOfPicture } from "./picture-size.ts";
import { linksIn, readGuide } from "./read-guide.ts";

const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A folder with these files. */
function guide(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "logonscope-guide-"));
  made.push(folder);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

const CONTENTS = "# Guide\n\n- [B](b.md)\n- [A](a.md#how)\n";
const A = "# A\n\n## How\n\nSee [B](b.md).\n";
const B = "# B\n\nText.\n";

describe("a guide", () => {
  test("has the order of its first page", () => {
    const { pages } = readGuide(guide({ "README.md": CONTENTS, "a.md": A, "b.md": B }), "en");
    expect(pages.map(({ id }) => id)).toEqual(["README", "b", "a"]);
  });

  test("lists every page, and every link leads somewhere", () => {
    const lone = guide({ "README.md": CONTENTS, "a.md": A, "b.md": B, "c.md": "# C\n" });
    expect(() => readGuide(lone, "en")).toThrow("the guide does not list c");
    const broken = guide({ "README.md": CONTENTS, "a.md": A, "b.md": "# B\n\n[A](a.md#why)\n" });
    expect(() => readGuide(broken, "en")).toThrow("b.md leads to a.md#why, which is not there");
  });

  test("in another language takes the names of headings from English, in links, too", () => {
    const folder = guide({
      "README.md": CONTENTS,
      "a.md": A,
      "b.md": B,
      "de/README.md": "# Anleitung\n\n[A](a.md#wie), [B](../b.md)\n",
      "de/a.md": "# A\n\n## Wie\n\nText.\n",
    });
    const { pages } = readGuide(folder, "de");
    expect(pages.map(({ id, language }) => `${id} ${language}`)).toEqual(["README de", "a de"]);
    expect(pages[1]!.blocks[0]).toMatchObject({ type: "heading", id: "how" });
    expect(linksIn(pages[0]!)).toEqual([
      { page: "a", section: "how" },
      { page: "b", section: null },
    ]);
  });

  test("in another language has the same headings, and no page of its own", () => {
    const files = { "README.md": CONTENTS, "a.md": A, "b.md": B };
    const fewer = guide({ ...files, "de/a.md": "# A\n\nText.\n" });
    expect(() => readGuide(fewer, "de")).toThrow("de/a.md has 0 headings, the English page 1");
    expect(() => readGuide(guide({ ...files, "de/x.md": "# X\n" }), "de")).toThrow("translates no page");
  });
});

test("the size of a picture is in its first bytes", () => {
  const png = Buffer.alloc(32);
  png.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  png.writeUInt32BE(1280, 16);
  png.writeUInt32BE(760, 20);
  expect(sizeOfPicture(png)).toEqual({ width: 1280, height: 760 });
  expect(sizeOfPicture(Buffer.from('<svg viewBox="0 0 760 120">'))).toEqual({ width: 760, height: 120 });
  expect(() => sizeOfPicture(Buffer.from("GIF89a"))).toThrow();
});
