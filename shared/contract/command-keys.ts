import type { HostCommand } from "./host.ts";

/** A key of the keyboard with what is held down beside it. `key` is `KeyboardEvent.key` in small letters. */
export interface CommandKey {
  readonly key: string;
  /** Control, and Command on a Mac. */
  readonly command?: true;
  readonly alt?: true;
  readonly shift?: true;
}

/**
 * The keys of commands, for the page and for the menu of the program around it. The menu shows the first of each.
 * Keys that mean something inside one view only, and the digits of the views, stand with these.
 */
export const COMMAND_KEYS: { readonly [Command in HostCommand]?: readonly CommandKey[] } = {
  open: [{ key: "o", command: true }],
  export: [{ key: "s", command: true }],
  undo: [{ key: "z", command: true }],
  redo: [
    { key: "z", command: true, shift: true },
    { key: "y", command: true },
  ],
  find: [{ key: "f", command: true }, { key: "/" }],
  palette: [{ key: "k", command: true }],
  back: [{ key: "arrowleft", alt: true }],
  forward: [{ key: "arrowright", alt: true }],
  shortcuts: [{ key: "?" }],
  help: [{ key: "f1" }],
};

/** Ten digits, in their order on the keyboard, lead to as many views. */
const VIEW_KEYS = "1234567890";

/** The digit of a view, by its place among the views; null beyond the tenth. */
export function viewKey(place: number): string | null {
  return VIEW_KEYS[place] ?? null;
}

/** What is known of a pressed key, as the DOM has it. */
export interface PressedKey {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** The command that a pressed key means; null for none. */
export function commandOfKey(pressed: PressedKey): HostCommand | null {
  const key = pressed.key.toLowerCase();
  const command = pressed.ctrlKey || pressed.metaKey;
  for (const [name, keys] of Object.entries(COMMAND_KEYS) as [HostCommand, readonly CommandKey[]][]) {
    const isIt = (own: CommandKey): boolean =>
      own.key === key &&
      (own.command ?? false) === command &&
      (own.alt ?? false) === pressed.altKey &&
      // A sign by itself may need Shift on one keyboard and not on another.
      ((own.shift ?? false) === pressed.shiftKey || isSign(own));
    if (keys.some(isIt)) return name;
  }
  return null;
}

/** True for `?` and `/`, which no other key stands beside. */
function isSign({ key, command, alt }: CommandKey): boolean {
  return command === undefined && alt === undefined && key.length === 1 && !/[a-z0-9]/.test(key);
}
