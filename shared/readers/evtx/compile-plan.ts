import { FIELD_NAMES, fieldIdOf } from "../../types/fields.ts";
import { localName } from "../event-fields.ts";
import { NO_DEPENDENCY } from "./binxml/tokens.ts";
import {
  ABSENT,
  EMPTY,
  IRREGULAR,
  MEMBER,
  MEMBERS,
  type Member,
  PLACE,
  type Place,
  type Plan,
} from "./plan.ts";
import { OP } from "./shape.ts";

const MEMBER_SOURCES: Readonly<Record<string, readonly [Member, string]>> = {
  EventID: ["eventId", ""],
  Version: ["version", ""],
  Level: ["level", ""],
  Task: ["task", ""],
  Keywords: ["keywords", ""],
  TimeCreated: ["time", "SystemTime"],
  EventRecordID: ["recordId", ""],
  Provider: ["provider", "Name"],
  Channel: ["channel", ""],
  Computer: ["computer", ""],
  Security: ["userSid", "UserID"],
};

/** One open element while a shape is read. */
interface Frame {
  readonly name: string;
  readonly dependency: number;
  readonly place: Inside;
  /** Attributes: substitution number, or text. */
  readonly attributes: Map<string, { value: number; optional: boolean } | string>;
  elements: number;
  /** Substitutions in the content; the number and kind of the last one. */
  values: number;
  value: number;
  optional: boolean;
  hasText: boolean;
  text: string;
}

/** Where an element stands: as `Place`, or in System, or where nothing is of interest. */
type Inside = Place | "system" | "nowhere";

class Irregular extends Error {}

/** Resolves the numbers of names and texts in a shape, and interns texts that become columns. */
export interface PlanTexts {
  text(id: number): string;
  intern(text: string): number;
}

/** Compiles a shape for a place, as the plan of a number. */
export function compilePlan(shape: Int32Array, texts: PlanTexts, place: Place, number: number): Plan {
  try {
    return new Compiler(shape, texts, place).compile(number);
  } catch (error) {
    if (error instanceof Irregular) return IRREGULAR;
    throw error;
  }
}

class Compiler {
  readonly #shape: Int32Array;
  readonly #texts: PlanTexts;
  readonly #place: Place;
  readonly #members = new Int16Array(MEMBERS.length).fill(ABSENT);
  readonly #constants = new Int32Array(MEMBERS.length);
  readonly #fields = new Int16Array(FIELD_NAMES.length).fill(ABSENT);
  readonly #optional = new Uint8Array(FIELD_NAMES.length);
  readonly #unnamed: { value: number; optional: boolean }[] = [];
  readonly #bodies: { value: number; place: Place }[] = [];
  readonly #required: number[] = [];
  readonly #seen = new Set<string>();
  readonly #stack: Frame[] = [];
  #hasSystem = false;
  #hasFields = false;
  #roots = 0;

  constructor(shape: Int32Array, texts: PlanTexts, place: Place) {
    this.#shape = shape;
    this.#texts = texts;
    this.#place = place;
  }

  compile(number: number): Plan {
    const shape = this.#shape;
    let attribute: string | null = null;
    for (let i = 0; i < shape.length; ) {
      const op = shape[i++];
      const top = this.#stack.at(-1);
      switch (op) {
        case OP.open:
          this.#open(this.#texts.text(shape[i]!), shape[i + 1]!);
          attribute = null;
          i += 2;
          break;
        case OP.attribute: {
          const name: string = this.#texts.text(shape[i++]!);
          if (top === undefined) throw new Irregular();
          // Of a repeated attribute the first one counts; a second must not overwrite it.
          attribute = top.attributes.has(name) ? `${name}\u0000again` : name;
          top.attributes.set(attribute, "");
          break;
        }
        case OP.text:
          takeText(top, attribute, this.#texts.text(shape[i++]!));
          break;
        case OP.substitution:
          takeValue(top, attribute, shape[i]!, shape[i + 1] === 1);
          i += 2;
          break;
        case OP.content:
          attribute = null;
          break;
        case OP.close:
          attribute = null;
          this.#close();
          break;
        default:
          throw new Irregular();
      }
    }
    if (this.#stack.length > 0) throw new Irregular();
    return {
      number,
      regular: true,
      hasSystem: this.#hasSystem,
      members: this.#members,
      constants: this.#constants,
      hasFields: this.#hasFields,
      fields: this.#fields,
      optional: this.#optional,
      unnamed: this.#unnamed,
      bodies: this.#bodies,
      required: this.#required,
    };
  }

  #open(name: string, dependency: number): void {
    const parent = this.#stack.at(-1);
    if (parent !== undefined) parent.elements++;
    else if (this.#place === PLACE.document && this.#roots++ > 0) throw new Irregular();
    this.#stack.push({
      name,
      dependency,
      place: parent === undefined ? this.#place : inside(parent),
      attributes: new Map(),
      elements: 0,
      values: 0,
      value: ABSENT,
      optional: false,
      hasText: false,
      text: "",
    });
  }

  #close(): void {
    const frame = this.#stack.pop();
    if (frame === undefined) throw new Irregular();
    switch (frame.place) {
      case "nowhere":
        return;
      case "system":
        this.#member(frame);
        return;
      case PLACE.document:
        this.#container(frame, PLACE.event);
        return;
      case PLACE.event:
        if (frame.name === "System") {
          this.#once(frame);
          this.#hasSystem = true;
          if (frame.values > 0) throw new Irregular();
        } else if (frame.name === "EventData") this.#container(frame, PLACE.eventData);
        else if (frame.name === "UserData") this.#container(frame, PLACE.userData);
        return;
      case PLACE.eventData:
        this.#eventData(frame);
        return;
      case PLACE.userData:
        if (frame.elements > 0) this.#container(frame, PLACE.userData);
        else this.#leaf(frame);
        return;
    }
  }

  /** An element that holds others; a substitution in it may bring them as nested BinXML. */
  #container(frame: Frame, place: Place): void {
    if (place !== PLACE.userData || frame.name === "UserData") this.#once(frame);
    this.#depends(frame);
    if (frame.values > 1 || (frame.values > 0 && frame.elements > 0 && place !== PLACE.event))
      throw new Irregular();
    if (frame.values > 0) this.#bodies.push({ value: frame.value, place });
  }

  /** The first one of a name counts in a tree; a template with two is left to the tree. */
  #once(frame: Frame): void {
    if (this.#seen.has(frame.name)) throw new Irregular();
    this.#seen.add(frame.name);
  }

  /** Notes that the element is there only while the substitution it depends on is not null. */
  #depends(frame: Frame): void {
    if (frame.dependency !== NO_DEPENDENCY && frame.dependency !== frame.value)
      this.#required.push(frame.dependency);
  }

  #member(frame: Frame): void {
    const source = MEMBER_SOURCES[frame.name];
    if (source === undefined) return;
    this.#once(frame);
    this.#depends(frame);
    const [member, attribute] = source;
    if (attribute === "") {
      if (frame.elements > 0 || frame.values > 1 || (frame.values > 0 && frame.hasText))
        throw new Irregular();
      if (frame.values > 0) this.#members[MEMBER[member]] = frame.value;
      else if (frame.text !== "") this.#constant(member, frame.text);
      return;
    }
    const given = frame.attributes.get(attribute);
    if (typeof given === "string") this.#constant(member, given);
    else if (given !== undefined) this.#members[MEMBER[member]] = given.value;
  }

  #constant(member: Member, text: string): void {
    if (member !== "provider" && member !== "channel" && member !== "computer") throw new Irregular();
    this.#constants[MEMBER[member]] = this.#texts.intern(text);
  }

  #eventData(frame: Frame): void {
    if (localName(frame.name) !== "Data") {
      this.#field(localName(frame.name), frame);
      return;
    }
    const name = frame.attributes.get("Name");
    if (typeof name === "string") this.#field(name, frame);
    else if (name !== undefined) throw new Irregular();
    else {
      this.#hasFields = true;
      this.#plain(frame);
      this.#unnamed.push({ value: frame.values > 0 ? frame.value : EMPTY, optional: omits(frame) });
    }
  }

  #leaf(frame: Frame): void {
    const name = localName(frame.name);
    if (frame.values === 1) this.#bodies.push({ value: frame.value, place: PLACE.userData });
    if (fieldIdOf(name) === -1) {
      // Whether it is there or not does not matter, unless it brings nested BinXML.
      if (frame.values > 1) throw new Irregular();
      return;
    }
    const others = [...frame.attributes].filter(([key]) => key !== "xmlns" && !key.startsWith("xmlns:"));
    const only = others.length === 1 ? others[0]![1] : undefined;
    if (frame.values === 0 && !frame.hasText && only !== undefined) {
      // The one attribute of an element without content is its value, see `eachUserData`.
      if (typeof only === "string" || only.optional) throw new Irregular();
      frame.values = 1;
      frame.value = only.value;
      this.#required.push(only.value);
    } else if (frame.values > 0 && others.length > 0) throw new Irregular();
    this.#field(name, frame);
  }

  #field(name: string, frame: Frame): void {
    const id = fieldIdOf(name);
    if (id === -1) return;
    this.#hasFields = true;
    this.#plain(frame);
    if (this.#fields[id] !== ABSENT) {
      // A name used twice (GUIDs of 4648 in some logs): the first one counts as long as it is there.
      if (this.#optional[id] === 1 && this.#fields[id]! >= 0) this.#required.push(this.#fields[id]!);
      return;
    }
    this.#fields[id] = frame.values > 0 ? frame.value : EMPTY;
    this.#optional[id] = omits(frame) ? 1 : 0;
  }

  /** A field has one substitution or nothing as content. */
  #plain(frame: Frame): void {
    if (frame.elements > 0 || frame.values > 1 || frame.hasText) throw new Irregular();
    this.#depends(frame);
  }
}

function omits(frame: Frame): boolean {
  return frame.values > 0 && (frame.optional || frame.dependency === frame.value);
}

function takeText(top: Frame | undefined, attribute: string | null, text: string): void {
  if (top === undefined) throw new Irregular();
  if (attribute === null) {
    top.hasText = true;
    top.text += text;
    return;
  }
  const known = top.attributes.get(attribute);
  if (typeof known !== "string") throw new Irregular();
  top.attributes.set(attribute, known + text);
}

function takeValue(top: Frame | undefined, attribute: string | null, value: number, optional: boolean): void {
  if (top === undefined) throw new Irregular();
  if (attribute === null) {
    top.values++;
    top.value = value;
    top.optional = optional;
    return;
  }
  if (top.attributes.get(attribute) !== "") throw new Irregular();
  top.attributes.set(attribute, { value, optional });
}

/** What surrounds the children of an element. */
function inside(parent: Frame): Inside {
  switch (parent.place) {
    case PLACE.document:
      return PLACE.event;
    case PLACE.event:
      if (parent.name === "System") return "system";
      if (parent.name === "EventData") return PLACE.eventData;
      return parent.name === "UserData" ? PLACE.userData : "nowhere";
    case PLACE.userData:
      return PLACE.userData;
    default:
      return "nowhere";
  }
}
