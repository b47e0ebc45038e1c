import { TYPE } from "./binxml/tokens.ts";
import { MAX_VALUES } from "./limits.ts";
import { IRREGULAR, MEMBER, PLACE, type Place, type Plan } from "./plan.ts";
import type { PlanCache } from "./plan-cache.ts";

const INSTANCE_HEADER = 10;
const DEFINITION_HEADER = 24;
const NONE = -1;
const SEVERAL = -2;
const NESTED = TYPE.binXml << 16;
const NESTED_MASK = 0x7f_0000;

/** Whether a descriptor is that of nested BinXML, or of an array of it. */
function isNested(word: number): boolean {
  return (word & NESTED_MASK) === NESTED;
}

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
   * means, or whether it is damaged. `idsOnly`: only as far as event id and EventRecordID; what stands behind them is
   * neither known nor checked.
   */
  open(
    bytes: Uint8Array,
    view: DataView,
    at: number,
    end: number,
    place: Place,
    plans: Pick<PlanCache, "at">,
    idsOnly: boolean,
  ): boolean {
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
    if (plan === IRREGULAR || count > MAX_VALUES || p + 4 + count * 4 > end) return false;
    const ids = idsOnly ? endOfIds(plan) : MAX_VALUES;
    const opened = ids < count ? ids : count;
    this.plan = plan;
    this.count = opened;
    const { starts, words } = this;
    let descriptor = p + 4;
    let value = descriptor + count * 4;
    let nested = NONE;
    let i = 0;
    // Four at a time: V8 tests each array anew at every turn, which is most of what a turn costs.
    for (; i + 4 <= opened; i += 4, descriptor += 16) {
      const first = view.getInt32(descriptor, true);
      const second = view.getInt32(descriptor + 4, true);
      const third = view.getInt32(descriptor + 8, true);
      const fourth = view.getInt32(descriptor + 12, true);
      const atSecond = value + (first & 0xffff);
      const atThird = atSecond + (second & 0xffff);
      const atFourth = atThird + (third & 0xffff);
      words[i] = first;
      words[i + 1] = second;
      words[i + 2] = third;
      words[i + 3] = fourth;
      starts[i] = value;
      starts[i + 1] = atSecond;
      starts[i + 2] = atThird;
      starts[i + 3] = atFourth;
      value = atFourth + (fourth & 0xffff);
      if (isNested(first) || isNested(second) || isNested(third) || isNested(fourth))
        nested = this.#nestedIn(i, i + 4, nested);
    }
    for (; i < opened; i++, descriptor += 4) {
      const word = view.getInt32(descriptor, true);
      words[i] = word;
      starts[i] = value;
      value += word & 0xffff;
      if (isNested(word)) nested = this.#nestedIn(i, i + 1, nested);
    }
    this.nested = nested;
    if (value > end) return false;
    return nested === NONE || this.#holds(plan);
  }

  /** Which of some values is nested BinXML, if none before them is. */
  #nestedIn(from: number, to: number, before: number): number {
    let nested = before;
    for (let i = from; i < to; i++) {
      const word = this.words[i]!;
      if (isNested(word)) nested = nested === NONE && (word & (TYPE.array << 16)) === 0 ? i : SEVERAL;
    }
    return nested;
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

/** Behind the last substitution of a plan that tells event id or EventRecordID. */
function endOfIds({ members }: Plan): number {
  const eventId = members[MEMBER.eventId]!;
  const recordId = members[MEMBER.recordId]!;
  return (eventId > recordId ? eventId : recordId) + 1;
}
