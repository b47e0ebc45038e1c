const BLOCK_CHARACTERS = 64 * 1024;

/** Joins many small pieces into blocks worth writing, so that a million rows never become one giant string. */
export function* blocks(pieces: Iterable<string>): Generator<string> {
  let block = "";
  for (const piece of pieces) {
    block += piece;
    if (block.length < BLOCK_CHARACTERS) continue;
    yield block;
    block = "";
  }
  if (block !== "") yield block;
}
