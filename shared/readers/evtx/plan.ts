import { FIELD_NAMES } from "../../types/fields.ts";

/** What surrounds a fragment: nothing, the Event element, EventData, or UserData and what is inside it. */
export const PLACE = { document: 0, event: 1, eventData: 2, userData: 3 } as const;
export type Place = (typeof PLACE)[keyof typeof PLACE];

/** Members of System that a record view shows, with the attribute that holds them ("" for the text). */
export const MEMBERS = [
  "eventId",
  "version",
  "level",
  "task",
  "keywords",
  "time",
  "recordId",
  "provider",
  "channel",
  "computer",
  "userSid",
] as const;
export type Member = (typeof MEMBERS)[number];

/** Positions in `MEMBERS`. */
export const MEMBER = Object.fromEntries(MEMBERS.map((name, i) => [name, i])) as Readonly<
  Record<Member, number>
>;

/** Not in the template. */
export const ABSENT = -1;
/** In the template, but without content. */
export const EMPTY = -2;

/**
 * What one template says about where to find things: numbers of substitutions instead of names. Compiled once per
 * shape; a record is then read through its value descriptors alone.
 */
export interface Plan {
  /** Its place among the plans of a cache; 0 for the irregular one. */
  readonly number: number;
  /** False: something in it that only the general walk can decide. Nothing else in the plan counts then. */
  readonly regular: boolean;
  readonly hasSystem: boolean;
  /** Substitution of each member of System by its position in `MEMBERS`, or `ABSENT`. */
  readonly members: Int16Array;
  /** String ids of members that stand in the template as text, 0 for the others. */
  readonly constants: Int32Array;
  /** Whether it has fields of its own, named or unnamed. */
  readonly hasFields: boolean;
  /** Substitution of each field by field id, or `ABSENT` or `EMPTY`. */
  readonly fields: Int16Array;
  /** 1 for each field that is left out when its value is null. */
  readonly optional: Uint8Array;
  /** Substitutions of unnamed Data elements in order (`EMPTY` for one without content), and whether null omits them. */
  readonly unnamed: readonly { readonly value: number; readonly optional: boolean }[];
  /** Where nested BinXML may stand: the substitution, and what surrounds it there. */
  readonly bodies: readonly { readonly value: number; readonly place: Place }[];
  /** Substitutions that must not be null for the plan to hold. */
  readonly required: readonly number[];
}

/** The plan of everything that is left to the general walk. */
export const IRREGULAR: Plan = {
  number: 0,
  regular: false,
  hasSystem: false,
  members: new Int16Array(MEMBERS.length).fill(ABSENT),
  constants: new Int32Array(MEMBERS.length),
  hasFields: false,
  fields: new Int16Array(FIELD_NAMES.length).fill(ABSENT),
  optional: new Uint8Array(FIELD_NAMES.length),
  unnamed: [],
  bodies: [],
  required: [],
};
