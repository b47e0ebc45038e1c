import { expect, test } from "vitest";
import { buildCase } from "../../../shared/testing/case-builder.ts";
import { sampleCase } from "../../testing/sample-case.ts";
import { CaseAssembly, casePieces, onItsOwn } from "./case-pieces.ts";

function again(data: ReturnType<typeof sampleCase>) {
  const assembly = new CaseAssembly();
  const pieces = [...casePieces(data)];
  for (const piece of pieces) assembly.add(structuredClone(piece));
  return { data: assembly.data, pieces };
}

test("a case comes together again as it was", () => {
  const data = sampleCase("normal");
  expect(again(data).data).toEqual(data);
});

test("long lists go in parts, and the case that is on screen is left alone", () => {
  const strings = ["", ...Array.from({ length: 45_000 }, (_, at) => `text ${at}`)];
  const data = { ...buildCase({}), strings };
  const { data: back, pieces } = again(data);
  expect(back).toEqual(data);
  expect(strings).toHaveLength(45_001);
  expect(pieces.filter(({ path }) => path.join(".") === "strings").map(({ value }) => value)).toMatchObject([
    { length: 20_000 },
    { length: 20_000 },
    { length: 5001 },
  ]);
  // Columns are given by reference: whoever posts them copies them, nobody before.
  expect(pieces.some(({ value }) => value === data.sessions.start)).toBe(true);
});

test("a column that shares a block of memory goes without the rest of the block", () => {
  const block = new Float64Array([1, 2, 3, 4]);
  const sent = onItsOwn({ path: ["a"], value: block.subarray(1, 3) }).value as Float64Array;
  expect([sent, sent.buffer.byteLength]).toEqual([Float64Array.of(2, 3), 16]);
  const whole = { path: ["a"], value: block };
  expect(onItsOwn(whole)).toBe(whole);
});
