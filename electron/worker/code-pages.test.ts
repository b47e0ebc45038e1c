import { expect, test } from "vitest";
import { TEXT_ENCODINGS } from "../../shared/types/text-import.ts";
import { makeDecoder } from "./code-pages.ts";

test("every encoding that is offered can be read", () => {
  for (const name of TEXT_ENCODINGS) expect(() => makeDecoder(name)).not.toThrow();
});

test("code page 850 is that of the console", () => {
  const { decode } = makeDecoder("ibm850");
  expect(decode(Uint8Array.of(0x4d, 0x81, 0x94, 0xe1, 0xd0, 0xff))).toBe("Müößð\u00a0");
  const all = decode(Uint8Array.from({ length: 256 }, (_, byte) => byte));
  expect(new Set(all).size).toBe(256);
});

test("Windows-1252 has its own letters between 0x80 and 0x9f", () => {
  expect(makeDecoder("windows-1252").decode(Uint8Array.of(0x80, 0x93, 0x94, 0x9f, 0xe4))).toBe("€“”Ÿä");
});
