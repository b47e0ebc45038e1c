import { blocks } from "./blocks.ts";

/** A list that is written one item a line; everything else of an answer is small. */
export class Streamed {
  readonly items: Iterable<unknown>;
  constructor(items: Iterable<unknown>) {
    this.items = items;
  }
}

/**
 * An answer as JSON text: the fields of the top level one below the other, a streamed list with one item a line, so
 * that the text can be compared line by line and read by a program that holds one line at a time. Ends in a newline.
 */
export function jsonBlocks(answer: Readonly<Record<string, unknown>>): Generator<string> {
  return blocks(pieces(answer));
}

function* pieces(answer: Readonly<Record<string, unknown>>): Generator<string> {
  let separator = "{\n";
  for (const [name, value] of Object.entries(answer)) {
    yield `${separator}  ${JSON.stringify(name)}: `;
    separator = ",\n";
    if (value instanceof Streamed) yield* list(value.items);
    else yield JSON.stringify(value);
  }
  yield "\n}\n";
}

function* list(items: Iterable<unknown>): Generator<string> {
  let empty = true;
  for (const item of items) {
    yield `${empty ? "[" : ","}\n    ${JSON.stringify(item)}`;
    empty = false;
  }
  yield empty ? "[]" : "\n  ]";
}

/** One item a line, nothing around them. */
export function jsonLines(items: Iterable<unknown>): Generator<string> {
  return blocks(lines(items));
}

function* lines(items: Iterable<unknown>): Generator<string> {
  for (const item of items) yield `${JSON.stringify(item)}\n`;
}
