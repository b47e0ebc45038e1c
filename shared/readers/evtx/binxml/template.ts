import { MAX_VALUES } from "../limits.ts";
import { BinXmlDamage } from "./damage.ts";

/*
 * Template instance in a record, and the definition it names (offsets from the chunk start):
 *
 *     0   1  2   6           10                              count   4 each                values
 *     0C  u8 id  definition  [definition, if it begins here] u32     u16 size, u8 type, 0  one after the other
 *
 *     definition:   0     4     20    24
 *                   next  GUID  size  fragment of `size` bytes with substitutions in it
 */
const INSTANCE_HEADER = 10;
const DEFINITION_HEADER = 24;

export interface TemplateInstance {
  /** Where the fragment of the definition begins and ends. */
  readonly fragment: number;
  readonly fragmentEnd: number;
  readonly count: number;
  /** Where the descriptors begin. */
  readonly descriptors: number;
  /** Where each value begins; one more entry than there are values, so that the last one is the end. */
  readonly starts: Uint32Array;
}

/** Reads the instance whose token stands at a position; its bytes end at `end`. */
export function readInstance(view: DataView, at: number, end: number): TemplateInstance {
  const limit = view.byteLength;
  if (at + INSTANCE_HEADER > end) throw new BinXmlDamage("recordBad");
  const definition = view.getUint32(at + 6, true);
  if (definition + DEFINITION_HEADER > limit) throw new BinXmlDamage("templateBad");
  const size = view.getUint32(definition + 20, true);
  if (definition + DEFINITION_HEADER + size > limit) throw new BinXmlDamage("templateBad");
  let p = at + INSTANCE_HEADER;
  if (definition === p) p += DEFINITION_HEADER + size;
  if (p + 4 > end) throw new BinXmlDamage("recordBad");
  const count = view.getUint32(p, true);
  const descriptors = p + 4;
  if (count > MAX_VALUES) throw new BinXmlDamage(descriptors + count * 4 > end ? "recordBad" : "limit");
  if (descriptors + count * 4 > end) throw new BinXmlDamage("recordBad");
  const starts = new Uint32Array(count + 1);
  let value = descriptors + count * 4;
  for (let i = 0; i < count; i++) {
    starts[i] = value;
    value += view.getUint16(descriptors + i * 4, true);
  }
  starts[count] = value;
  if (value > end) throw new BinXmlDamage("valueBad");
  const fragment = definition + DEFINITION_HEADER;
  return { fragment, fragmentEnd: fragment + size, count, descriptors, starts };
}
