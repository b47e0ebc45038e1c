import { expect, test } from "vitest";
import { isImportAnswers, isTextImport } from "./guard-text.ts";
import { asPageMessage } from "./guards.ts";

const ANSWER = {
  signature: "ab",
  file: null,
  zone: "UTC",
  dateOrder: "dmy",
  encoding: "utf-8",
  delimiter: ";",
};
const IMPORT = {
  signature: "ab",
  delimiter: ",",
  encoding: "utf-8",
  dateOrder: "dmy",
  zone: "UTC",
  questions: ["zone"],
  preview: [{ written: "x", time: Number.NaN, eventId: 4624, provider: "p", message: "m" }],
};

test("answers are names of closed lists and short texts", () => {
  expect(isImportAnswers(ANSWER)).toBe(true);
  expect(isImportAnswers({ signature: null, file: "Security.csv" })).toBe(true);
  for (const wrong of [
    { ...ANSWER, dateOrder: "ydm" },
    { ...ANSWER, encoding: "utf-7" },
    { ...ANSWER, delimiter: "|" },
    { ...ANSWER, zone: "z".repeat(201) },
    { ...ANSWER, signature: undefined },
    null,
  ])
    expect(isImportAnswers(wrong)).toBe(false);
});

test("what is told of an import is bounded", () => {
  expect(isTextImport(IMPORT)).toBe(true);
  expect(isTextImport({ ...IMPORT, preview: Array(9).fill(IMPORT.preview[0]) })).toBe(false);
  expect(isTextImport({ ...IMPORT, preview: [{ ...IMPORT.preview[0], message: "m".repeat(201) }] })).toBe(
    false,
  );
  expect(isTextImport({ ...IMPORT, questions: ["why"] })).toBe(false);
});

test("a case is opened with answers or without", () => {
  const open = (...args: unknown[]) => asPageMessage({ type: "open", id: 1, name: "openCase", args });
  expect(open(["t"])).not.toBeNull();
  expect(open(["t"], { answers: [ANSWER] })).not.toBeNull();
  expect(open(["t"], { answers: [{ ...ANSWER, encoding: 7 }] })).toBeNull();
  expect(open(["t"], { answers: Array(1001).fill(ANSWER) })).toBeNull();
  expect(open(["t"], {}, {})).toBeNull();
});
