import { localName } from "../../event-fields.ts";
import { printable } from "../../event-text.ts";
import { NO_DEPENDENCY } from "../binxml/tokens.ts";
import { PLACE, type Place } from "../plan.ts";
import { constantOf, elementsOf, type ShapeNode, type ShapePart } from "./shape-tree.ts";
import { utf8Of } from "./utf8-buffer.ts";

/** Stands for "no substitution": the text of the entry is in the template. */
export const CONSTANT = -1;

/** One name of `data` or `userData` in a line. */
export interface LineEntry {
  /** `"SubjectUserSid":` as UTF-8; empty for values without a name, which are numbered. */
  readonly key: Uint8Array;
  /** Substitution that holds its value, or `CONSTANT`. */
  readonly value: number;
  /** Of a constant: its text as JSON in UTF-8. */
  readonly text: Uint8Array;
  /** Left out when its value is null. */
  readonly optional: boolean;
  /** Left out when one of these substitutions is null. */
  readonly dependencies: readonly number[];
}

/**
 * What the line of a record takes from one of its templates: which substitution stands behind which name. Compiled
 * once per template; a record is then written by going through its entries.
 */
export interface LinePlan {
  /** False: only a tree can tell how such a record looks. */
  readonly regular: boolean;
  /** JSON of members of System that stand in the template as text; `null` as text where there is none. */
  readonly provider: Uint8Array;
  readonly channel: Uint8Array;
  readonly computer: Uint8Array;
  readonly data: readonly LineEntry[];
  readonly userData: readonly LineEntry[];
  /** 1 for each substitution that may be an array: it is the only content of a value without a name. */
  readonly arrays: Uint8Array;
}

const NOTHING = new Uint8Array(0);
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
  readonly #unnamed: LineEntry[] = [];
  readonly #named: LineEntry[] = [];
  readonly #userData: LineEntry[] = [];
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
    return {
      regular: true,
      provider: memberJson(this.#provider),
      channel: memberJson(this.#channel),
      computer: memberJson(this.#computer),
      // Their names are numbers, which objects sort to the front.
      data: [...this.#unnamed, ...this.#named],
      userData: this.#userData,
      arrays,
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

  #entry(
    name: string | null,
    node: ShapeNode,
    parts: readonly ShapePart[],
    outer: readonly number[],
  ): LineEntry {
    const key = name === null ? NOTHING : utf8Of(`${JSON.stringify(name)}:`);
    const constant = constantOf(parts);
    const dependencies = dependenciesOf(node, outer);
    if (constant !== null) {
      const text = utf8Of(JSON.stringify(printable(constant)));
      return { key, value: CONSTANT, text, optional: false, dependencies };
    }
    const [only] = parts;
    if (parts.length !== 1 || only?.kind !== "value") throw new Irregular();
    const optional = only.optional && parts === node.content;
    return { key, value: only.value, text: NOTHING, optional, dependencies };
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

/** What a leaf of UserData says: its content, or, without any, its only attribute. */
function leafParts(node: ShapeNode): readonly ShapePart[] {
  if (node.content.length > 0) return node.content;
  const own = [...node.attributes].filter(([name]) => name !== "xmlns" && !name.startsWith("xmlns:"));
  return own.length === 1 ? own[0]![1] : node.content;
}

/** A member of System as JSON; nothing is null. */
function memberJson(text: string): Uint8Array {
  const clean = printable(text).trim();
  return utf8Of(clean === "" ? "null" : JSON.stringify(clean));
}
