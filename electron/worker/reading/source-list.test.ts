import { expect, test } from "vitest";
import type { SourceFailure } from "../../../shared/types/source.ts";
import { unreadSource } from "./describe-source.ts";
import { SourceList } from "./source-list.ts";

function list(...files: (readonly [path: string, folder: string | null, failure: SourceFailure | null])[]) {
  const sources = new SourceList();
  for (const [at, [path, folder, failure]] of files.entries())
    sources.add(at, { path, name: path, folder, failure }, unreadSource(0, path, failure));
  const listed = sources.finish(false);
  return {
    failures: listed.sources.map(({ path, failure }) => [path, failure]),
    leftOut: listed.leftOut.length,
  };
}

test("a folder without a log is one failed source", () => {
  expect(list(["logs/a.txt", "logs", "notALog"], ["logs/b.txt", "logs", "emptyFile"])).toEqual({
    failures: [["logs", "emptyFolder"]],
    leftOut: 1,
  });
});

test("a folder of which not all files were looked at is not said to hold no log", () => {
  expect(list(["logs/a.txt", "logs", "notALog"], ["logs", null, "tooManyFiles"])).toEqual({
    failures: [["logs", "tooManyFiles"]],
    leftOut: 1,
  });
});

test("a log in a folder keeps its place, and what is none is left out", () => {
  expect(list(["logs/a.txt", "logs", "notALog"], ["logs/b.evtx", "logs", null])).toEqual({
    failures: [["logs/b.evtx", null]],
    leftOut: 1,
  });
});
