import { TYPE } from "./binxml/tokens.ts";
import { MAX_VALUES } from "./limits.ts";
import { IRREGULAR, PLACE, type Place, type Plan } from "./plan.ts";
import type { PlanCache } from "./plan-cache.ts";

const INSTANCE_HEADER = 10;
const DEFINITION_HEADER = 24;
const NONE = -1;
const SEVERAL = -2;
const NESTED = TYPE.binXml << 16;

/** One template instance of a record, opened by its plan: where each value begins, and its type and size. */
export class Level {
  plan: Plan = IRREGULAR;
  count = 0;
  /** Position of each value. */
  readonly starts = new Int32Array(MAX_VALUES);
  /** Descriptor of each value: size in the lower half, type in the third byte. */
  readonly words = new Int32Array(MAX_VALUES);
  /** Substitution that holds nested BinXML, or -1. */
  nested = NONE;
  nestedPlace: Place = PLACE.document;

  /**
   * Opens the template instance whose token stands at a position. False when only the general walk can tell what it
   * means, or whether it is damaged.
   */
  open(bytes: Uint8Array, view: DataView, at: number, end: number, place: Place, plans: PlanCache): boolean {
    if (at + INSTANCE_HEADER + 4 > end) return false;
    const definition = view.getUint32(at + 6, true);
    if (definition + DEFINITION_HEADER > bytes.length) return false;
    let p = at + INSTANCE_HEADER;
    if (definition === p) {
      p += DEFINITION_HEADER + view.getUint32(definition + 20, true);
      if (p + 4 > end) return false;
    }
    const plan = plans.at(bytes, view, definition, place);
    const count = view.getUint32(p, true);
    if (!plan.regular || count > MAX_VALUES || p + 4 + count * 4 > end) return false;
    this.plan = plan;
    this.count = count;
    this.nested = NONE;
    const { starts, words } = this;
    let descriptor = p + 4;
    let value = descriptor + count * 4;
    for (let i = 0; i < count; i++, descriptor += 4) {
      const word = view.getInt32(descriptor, true);
      words[i] = word;
      starts[i] = value;
      value += word & 0xffff;
      if ((word & 0x7f_0000) === NESTED) this.nested = this.#note(word, i);
    }
    if (value > end) return false;
    return this.nested === NONE || this.#holds(plan);
  }

  #note(word: number, index: number): number {
    const isArray = (word & (TYPE.array << 16)) !== 0;
    return this.nested === NONE && !isArray ? index : SEVERAL;
  }

  /** Value type of a substitution; null for those the instance does not carry. */
  type(index: number): number {
    return index < this.count ? (this.words[index]! >>> 16) & 0xff : TYPE.null;
  }

  /** Bytes of a value that the instance carries. */
  size(index: number): number {
    return this.words[index]! & 0xffff;
  }

  /** Nested BinXML stands where the plan expects it. */
  #holds(plan: Plan): boolean {
    if (this.nested === SEVERAL || plan.hasFields) return false;
    for (const body of plan.bodies) {
      if (body.value !== this.nested) continue;
      this.nestedPlace = body.place;
      return true;
    }
    return false;
  }

  /** None of the substitutions that elements depend on is null. */
  complete(): boolean {
    const required = this.plan.required;
    for (let i = 0; i < required.length; i++) if (this.type(required[i]!) === TYPE.null) return false;
    return true;
  }
}
