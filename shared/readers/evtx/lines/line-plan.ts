import { localName } from "../../event-fields.ts";
import { printable } from "../../event-text.ts";
import { NO_DEPENDENCY } from "../binxml/tokens.ts";
import { PLACE, type Place } from "../plan.ts";
import { type Literal, literalOf } from "./literal.ts";
import { constantOf, elementsOf, type ShapeNode, type ShapePart } from "./shape-tree.ts";

/** Stands for "no substitution": the text of the entry is in the template. */
export const CONSTANT = -1;

/** What is said of an entry beside its value, as bits. */
export const ENTRY = {
  /** Left out when its value is null. */
  optional: 1,
  /** Left out when a substitution it depends on is null. */
  depends: 2,
  /** A value without a name, which is numbered instead. */
  unnamed: 4,
} as const;

/** The names of `data` or `userData` in a line, in their order. */
export interface LineEntries {
  readonly count: number;
  /** Substitution that holds each value, or `CONSTANT`. */
  readonly values: Int32Array;
  /** Bits of `ENTRY`. */
  readonly bits: Uint8Array;
  readonly dependencies: readonly (readonly number[])[];
  /**
   * What stands in front of each value as UTF-8: `"SubjectUserSid":"`, of a constant with its text and the quote behind
   * it; of a value without a name nothing, or the quoted constant. They lie behind one another in words: where each
   * begins, and its bytes.
   */
  readonly literals: Float64Array;
  readonly firsts: Int32Array;
  readonly sizes: Int32Array;
}

/**
 * What the line of a record takes from one of its templates: which substitution stands behind which name. Compiled
 * once per template; a record is then written by going through its entries.
 */
export interface LinePlan {
  /** False: only a tree can tell how such a record looks. */
  readonly regular: boolean;
  /** JSON of members of System that stand in the template as text; `null` as text where there is none. */
  readonly provider: Literal;
  readonly channel: Literal;
  readonly computer: Literal;
  readonly data: LineEntries;
  readonly userData: LineEntries;
  /** 1 for each substitution that may be an array: it is the only content of a value without a name. */
  readonly arrays: Uint8Array;
  /** How often the most used substitution is written. */
  readonly mostUses: number;
  /** Bytes of all that is written whatever the record holds. */
  readonly fixedBytes: number;
}

interface Entry {
  /** `"SubjectUserSid":`; null for a value without a name. */
  readonly key: string | null;
  readonly value: number;
  /** Of a constant: its text as JSON. */
  readonly text: string;
  readonly optional: boolean;
  readonly dependencies: readonly number[];
}

const MAX_SUBSTITUTIONS = 65_536;
/** A name that objects sort in front of all others. */
const INDEX_NAME = /^(?:0|[1-9]\d*)$/;

class Irregular extends Error {}

/** Compiles the elements of a template for the place where they stand. */
export function compileLine(roots: readonly ShapeNode[] | null, place: Place): LinePlan {
  try {
    if (roots === null) throw new Irregular();
    return new LineCompiler().compile(roots, place);
  } catch (error) {
    if (error instanceof Irregular) return { ...new LineCompiler().compile([], place), regular: false };
    throw error;
  }
}

class LineCompiler {
  readonly #unnamed: Entry[] = [];
  readonly #named: Entry[] = [];
  readonly #userData: Entry[] = [];
  readonly #dataNames = new Set<string>();
  readonly #userNames = new Set<string>();
  readonly #uses = new Map<number, number>();
  #provider = "";
  #channel = "";
  #computer = "";

  compile(roots: readonly ShapeNode[], place: Place): LinePlan {
    for (const root of roots) this.#count(root);
    switch (place) {
      case PLACE.document:
        // The root stays whatever it depends on.
        for (const root of roots) for (const node of elementsOf(root.content)) this.#inEvent(node);
        break;
      case PLACE.event:
        for (const root of roots) this.#inEvent(root);
        break;
      case PLACE.eventData:
        for (const root of roots) this.#datum(root, []);
        break;
      case PLACE.userData:
        for (const root of roots) this.#userNode(root, []);
        break;
    }
    const arrays = new Uint8Array(Math.min(MAX_SUBSTITUTIONS, Math.max(0, ...this.#uses.keys()) + 1));
    for (const { value } of this.#unnamed)
      if (value !== CONSTANT && this.#uses.get(value) === 1) arrays[value] = 1;
    const system = [this.#provider, this.#channel, this.#computer].map(memberJson);
    const [provider, channel, computer] = system as [Literal, Literal, Literal];
    // Their names are numbers, which objects sort to the front.
    const data = entriesOf([...this.#unnamed, ...this.#named]);
    const userData = entriesOf(this.#userData);
    return {
      regular: true,
      provider,
      channel,
      computer,
      data,
      userData,
      arrays,
      mostUses: Math.max(1, ...this.#uses.values()),
      fixedBytes: system.reduce((sum, { size }) => sum + size, bytesOf(data) + bytesOf(userData)),
    };
  }

  #inEvent(node: ShapeNode): void {
    if (node.name === "System") this.#system(node);
    else if (node.name === "EventData") {
      for (const child of elementsOf(node.content)) this.#datum(child, dependenciesOf(node, []));
    } else if (node.name === "UserData") {
      const elements = elementsOf(node.content);
      for (const child of elements) this.#userNode(child, dependenciesOf(node, []));
    }
  }

  #system(node: ShapeNode): void {
    for (const member of elementsOf(node.content)) {
      if (member.name === "Provider") this.#provider = constantOf(member.attributes.get("Name") ?? []) ?? "";
      else if (member.name === "Channel") this.#channel = constantOf(member.content) ?? "";
      else if (member.name === "Computer") this.#computer = constantOf(member.content) ?? "";
    }
  }

  /** An element of EventData: `<Data Name="X">`, `<Data>` or one with a name of its own. */
  #datum(node: ShapeNode, outer: readonly number[]): void {
    const local = localName(node.name);
    const attribute = node.attributes.get("Name");
    const given = local !== "Data" ? local : attribute === undefined ? null : constantOf(attribute);
    if (local === "Data" && attribute !== undefined && given === null) throw new Irregular();
    if (given !== null) this.#claim(this.#dataNames, given);
    const entry = this.#entry(given, node, node.content, outer);
    (given === null ? this.#unnamed : this.#named).push(entry);
  }

  /** An element of UserData: one that holds elements, or a leaf. */
  #userNode(node: ShapeNode, outer: readonly number[]): void {
    const children = elementsOf(node.content);
    if (children.length > 0) {
      if (node.content.some(({ kind }) => kind === "value")) throw new Irregular();
      for (const child of children) this.#userNode(child, dependenciesOf(node, outer));
      return;
    }
    const name = localName(node.name);
    this.#claim(this.#userNames, name);
    this.#userData.push(this.#entry(name, node, leafParts(node), outer));
  }

  /** A name that occurs twice has a list as its value. */
  #claim(names: Set<string>, name: string): void {
    if (names.has(name) || INDEX_NAME.test(name)) throw new Irregular();
    names.add(name);
  }

  #entry(name: string | null, node: ShapeNode, parts: readonly ShapePart[], outer: readonly number[]): Entry {
    const key = name === null ? null : `${JSON.stringify(name)}:`;
    const constant = constantOf(parts);
    const dependencies = dependenciesOf(node, outer);
    if (constant !== null) {
      const text = JSON.stringify(printable(constant));
      return { key, value: CONSTANT, text, optional: false, dependencies };
    }
    const [only] = parts;
    if (parts.length !== 1 || only?.kind !== "value") throw new Irregular();
    const optional = only.optional && parts === node.content;
    return { key, value: only.value, text: "", optional, dependencies };
  }

  #count(node: ShapeNode): void {
    for (const parts of [...node.attributes.values(), node.content])
      for (const part of parts) {
        if (part.kind === "element") this.#count(part.node);
        else if (part.kind === "value") this.#uses.set(part.value, (this.#uses.get(part.value) ?? 0) + 1);
      }
  }
}

function dependenciesOf(node: ShapeNode, outer: readonly number[]): readonly number[] {
  return node.dependency === NO_DEPENDENCY ? outer : [...outer, node.dependency];
}

/** Entries as they are gone through. */
function entriesOf(entries: readonly Entry[]): LineEntries {
  const literals = entries.map(({ key, value, text }) => {
    if (value === CONSTANT) return literalOf((key ?? "") + text);
    return literalOf(key === null ? "" : `${key}"`);
  });
  const firsts = new Int32Array(entries.length);
  const all = new Float64Array(literals.reduce((sum, { words }) => sum + words.length, 0));
  let end = 0;
  for (const [i, { words }] of literals.entries()) {
    all.set(words, end);
    firsts[i] = end;
    end += words.length;
  }
  return {
    count: entries.length,
    values: Int32Array.from(entries, ({ value }) => value),
    bits: Uint8Array.from(
      entries,
      ({ key, optional, dependencies }) =>
        (optional ? ENTRY.optional : 0) |
        (dependencies.length > 0 ? ENTRY.depends : 0) |
        (key === null ? ENTRY.unnamed : 0),
    ),
    dependencies: entries.map(({ dependencies }) => dependencies),
    literals: all,
    firsts,
    sizes: Int32Array.from(literals, ({ size }) => size),
  };
}

/** Bytes of all literals of entries, a comma behind each. */
function bytesOf({ count, sizes }: LineEntries): number {
  return sizes.reduce((sum, size) => sum + size, count);
}

/** What a leaf of UserData says: its content, or, without any, its only attribute. */
function leafParts(node: ShapeNode): readonly ShapePart[] {
  if (node.content.length > 0) return node.content;
  const own = [...node.attributes].filter(([name]) => name !== "xmlns" && !name.startsWith("xmlns:"));
  return own.length === 1 ? own[0]![1] : node.content;
}

/** A member of System as JSON; nothing is null. */
function memberJson(text: string): Literal {
  const clean = printable(text).trim();
  return literalOf(clean === "" ? "null" : JSON.stringify(clean));
}
