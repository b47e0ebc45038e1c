import type { StringTable } from "../../types/string-table.ts";
import { cleanId } from "./clean-id.ts";
import { compilePlan, type PlanTexts } from "./compile-plan.ts";
import { KnownDefinitions } from "./known-definitions.ts";
import { MAX_CHUNK_COMPILE_BYTES, MAX_PLANS } from "./limits.ts";
import { IRREGULAR, type Place, type Plan } from "./plan.ts";
import { ShapeReader } from "./shape.ts";

const SLOTS = 65_536;
const PLACES = 4;

interface Known {
  readonly shape: Int32Array;
  readonly place: Place;
  /** Position in the list of plans. */
  readonly number: number;
}

/**
 * Plans by definition offset inside a chunk, and by shape across chunks and files. The GUID of a definition plays no
 * part: it does not promise equal content.
 */
export class PlanCache {
  readonly #shapes = new ShapeReader();
  readonly #definitions = new KnownDefinitions(this.#shapes);
  readonly #texts: PlanTexts;
  /** Plan of each offset and place of the chunk at hand, as its number + 1. */
  readonly #slots = new Uint16Array(SLOTS * PLACES);
  readonly #touched: number[] = [];
  readonly #plans: Plan[] = [IRREGULAR];
  readonly #known = new Map<number, Known[]>();
  readonly #shapeOf = new Map<Plan, Known>();
  #budget = 0;

  constructor(strings: StringTable) {
    this.#texts = { text: (id) => this.#shapes.text(id), intern: (text) => cleanId(strings, text) };
  }

  /** What a plan was compiled from; the irregular one from nothing. */
  shapeOf(plan: Plan): {
    readonly shape: Int32Array | null;
    readonly place: Place;
    readonly texts: PlanTexts;
  } {
    const known = this.#shapeOf.get(plan);
    return { shape: known?.shape ?? null, place: known?.place ?? 0, texts: this.#texts };
  }

  startChunk(): void {
    for (const slot of this.#touched) this.#slots[slot] = 0;
    this.#touched.length = 0;
    this.#shapes.startChunk();
    this.#budget = MAX_CHUNK_COMPILE_BYTES;
  }

  /** The plan of the definition at an offset of the chunk, used at a place. */
  at(bytes: Uint8Array, view: DataView, definition: number, place: Place): Plan {
    const slot = definition * PLACES + place;
    const number = this.#slots[slot];
    if (number !== undefined && number !== 0) return this.#plans[number - 1]!;
    return this.#find(bytes, view, definition, place, slot);
  }

  #find(bytes: Uint8Array, view: DataView, definition: number, place: Place, slot: number): Plan {
    if (definition + 24 > view.byteLength) return IRREGULAR;
    const from = definition + 24;
    const to = from + view.getUint32(definition + 20, true);
    if (to > view.byteLength) return IRREGULAR;
    // Definitions may overlap, so their number does not bound the work; the budget does.
    this.#budget -= to - definition;
    if (this.#budget < 0) return IRREGULAR;
    const key = (view.getInt32(definition + 4, true) ^ ((to - from) * PLACES + place)) | 0;
    let number = this.#definitions.find(bytes, view, key, place, from, to);
    if (number < 0) {
      const shape = this.#shapes.read(bytes, view, from, to);
      number = shape === null ? 0 : this.#ofShape(shape, place);
      if (number > 0 && this.#shapes.isWhole) this.#definitions.add(bytes, key, place, from, to, number);
    }
    this.#slots[slot] = number + 1;
    this.#touched.push(slot);
    return this.#plans[number]!;
  }

  /** Number of the plan of a shape; 0, the irregular one, also when no more plans are kept. */
  #ofShape(shape: Int32Array, place: Place): number {
    let hash: number = place;
    for (let i = 0; i < shape.length; i++) hash = (Math.imul(hash, 0x0100_0193) ^ shape[i]!) | 0;
    const candidates = this.#known.get(hash);
    if (candidates !== undefined) {
      for (const known of candidates) {
        if (known.place === place && equal(known.shape, shape)) return known.number;
      }
    }
    if (this.#plans.length > MAX_PLANS) return 0;
    const number = this.#plans.length;
    const plan = compilePlan(shape, this.#texts, place, number);
    const known: Known = { shape: shape.slice(), place, number };
    this.#plans.push(plan);
    this.#shapeOf.set(plan, known);
    if (candidates === undefined) this.#known.set(hash, [known]);
    else candidates.push(known);
    return number;
  }
}

function equal(a: Int32Array, b: Int32Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
