import { blockHolds, parseIp, parseIpBlock } from "./ip-address.ts";
import { QueryFailure, type QueryValue } from "./query.ts";
import { hasWildcard, type TextTest, wholeText } from "./wildcard.ts";

/**
 * A test for addresses: a block (`10.0.0.0/8`), an address in any spelling, a pattern (`10.0.*`), or another word
 * that stands in the address column (`LOCAL`).
 */
export function ipTest(value: QueryValue): TextTest {
  const block = parseIpBlock(value.text);
  if (block !== null) {
    return (text) => {
      const address = parseIp(text);
      return address !== null && blockHolds(block, address);
    };
  }
  if (!hasWildcard(value.text) && /^[\d.]+(\/.*)?$|^[\da-f:.]*:[\da-f:.]*(\/.*)?$/i.test(value.text)) {
    throw new QueryFailure(value.at, value.text.length, (w) => w.noAddress(value.text));
  }
  return wholeText(value);
}
