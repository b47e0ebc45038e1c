import type { Ticks } from "../../types/units.ts";
import type { FieldType, FieldValues } from "./values.ts";

/** FILETIME 0, 1601-01-01: how Windows writes "no time". */
const NO_FILETIME = -133_485_408_000_000_000 as Ticks;

/** A field of an event: its name and type, in template order. */
export type FieldDefinition = readonly [name: string, type: FieldType];

/** Where an event comes from, with what its records say about that. */
export interface Provider {
  readonly name: string;
  readonly guid: string | null;
  /** Third attribute of providers that still write through the old interface, such as User32. */
  readonly eventSourceName?: string;
}

/**
 * One event in one version.
 *
 * `body` says how the values stand in the record:
 *   eventData  <EventData><Data Name="..">, the common form
 *   userData   <UserData><root xmlns="..">, elements named after the fields
 *   classic    <EventData><Data>..</Data><Binary>, unnamed strings of the interface before Vista
 * `fixedSystem` is true where provider and channel are part of the template instead of values (classic events and
 * those of the log service itself).
 */
export interface EventDefinition {
  readonly id: number;
  readonly version: number;
  readonly provider: Provider;
  readonly channel: string;
  readonly level: number;
  readonly task: number;
  readonly opcode?: number;
  readonly keywords: bigint;
  /** Present in classic events alone. */
  readonly qualifiers?: number;
  /** `System/Security@UserID`. */
  readonly userSid?: string;
  readonly body: "eventData" | "userData" | "classic";
  readonly root?: { readonly name: string; readonly namespace: string };
  readonly fixedSystem: boolean;
  readonly fields: readonly FieldDefinition[];
}

/** Data of an event by field name. A field left out gets the "not given" of its type, as Windows would write it. */
export type DataOf<Definition extends EventDefinition> = {
  readonly [Field in Definition["fields"][number] as Field[0]]?: FieldValues[Field[1]] | null;
};

/** What Windows writes into a field that has nothing to say. */
export function notGiven(type: FieldType): FieldValues[FieldType] {
  switch (type) {
    case "string":
      return "-";
    case "ansi":
      return "";
    case "sid":
      return "S-1-0-0";
    case "guid":
      return "{00000000-0000-0000-0000-000000000000}";
    case "boolean":
      return false;
    case "binary":
    case "binxml":
      return new Uint8Array(0);
    case "strings":
      return [];
    case "i64":
    case "u64":
    case "hex64":
    case "pointer":
      return 0n;
    case "filetime":
      return NO_FILETIME;
    default:
      return 0;
  }
}
