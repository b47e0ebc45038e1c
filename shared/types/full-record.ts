/** Values of one name: the text, or all texts in document order when the name occurs more than once. */
export type FullValue = string | readonly string[];

/**
 * One record with every field, as `events --all` prints it (there with the index of its source in front). 64-bit
 * numbers are texts; values stand as Windows prints them in the event XML; `null` means that the record has none.
 */
export interface FullRecord {
  /** `System/EventRecordID` in decimal; `null` only when neither the record nor its header gives one. */
  readonly recordId: string | null;
  readonly eventId: number;
  readonly version: number;
  readonly level: number;
  readonly task: number;
  /** `0x…` as printed; empty when absent. */
  readonly keywords: string;
  readonly provider: string | null;
  readonly channel: string | null;
  readonly computer: string | null;
  /** ISO 8601 with seven digits and `Z`. */
  readonly timeCreated: string | null;
  /** `System/Security@UserID`. */
  readonly userSid: string | null;
  /** EventData by `Data/@Name`; unnamed values as "0", "1", …; a `Binary` element as `Binary`. */
  readonly data: Readonly<Record<string, FullValue>>;
  /** Leaf elements of UserData by name, without namespace prefix. */
  readonly userData: Readonly<Record<string, FullValue>>;
}
