import { describe, expect, test } from "vitest";
import { COMMAND_KEYS, type CommandKey, commandOfKey, type PressedKey } from "./command-keys.ts";
import type { HostCommand } from "./host.ts";

const pressed = (key: string, held: Partial<PressedKey> = {}): PressedKey => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});
const all = Object.entries(COMMAND_KEYS) as [HostCommand, readonly CommandKey[]][];

describe("a key", () => {
  test("leads to its command, with Control and with Command, in small and large letters", () => {
    for (const [name, keys] of all) {
      for (const { key, command = false, alt = false, shift = false } of keys) {
        const held = { altKey: alt, shiftKey: shift };
        expect(commandOfKey(pressed(key, { ...held, ctrlKey: command }))).toBe(name);
        expect(commandOfKey(pressed(key, { ...held, metaKey: command }))).toBe(name);
        expect(commandOfKey(pressed(key.toUpperCase(), { ...held, ctrlKey: command }))).toBe(name);
      }
    }
  });

  test("is that of one command alone", () => {
    const spelled = all.flatMap(([, keys]) => keys.map((key) => JSON.stringify(Object.entries(key).sort())));
    expect(spelled).toHaveLength(new Set(spelled).size);
  });

  test.each([
    pressed("s"),
    pressed("s", { ctrlKey: true, shiftKey: true }),
    pressed("s", { ctrlKey: true, altKey: true }),
    pressed("ArrowLeft"),
    pressed("ArrowLeft", { altKey: true, ctrlKey: true }),
    pressed("?", { ctrlKey: true }),
    pressed("F1", { shiftKey: true }),
    pressed("Unidentified"),
  ])("%j means nothing", (key) => {
    expect(commandOfKey(key)).toBe(null);
  });

  test("a sign is itself whether or not the keyboard needs Shift for it", () => {
    expect(commandOfKey(pressed("?", { shiftKey: true }))).toBe("shortcuts");
    expect(commandOfKey(pressed("/", { shiftKey: true }))).toBe("find");
  });
});
