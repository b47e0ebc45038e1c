import type { DamageCode } from "../../types/names.ts";
import { LOOK_AHEAD, MAX_DOCTYPE_UNITS, MAX_EVENT_UNITS } from "./limits.ts";

/*
 * Finds where events begin and end, before anything is decoded or parsed: markup is ASCII in every encoding that
 * occurs, so this works on the raw code units. It gives exact byte positions, keeps the damage of one event away from
 * the next one, and bounds what the parser ever sees.
 *
 *                        <Event          inside an event:
 *      outside  ---------------------->  inside        </Event> at depth 1: the event is complete
 *         ^                                |           <Event> followed by <System>: the one before was cut off
 *         +--------------------------------+           longer than the cap: dropped
 *
 * Comments, CDATA sections and processing instructions are stepped over. A `<` inside a tag is never right, quoted or
 * not; it ends the tag, so that one lost quote does not swallow the events behind it.
 */

/** What is looked for: an element, the one around all of them, and the one that a whole one begins with. */
export interface SoughtElement {
  readonly name: string;
  readonly root: string;
  /** Empty when nothing tells a nested element from the next one. */
  readonly first: string;
}

export const EVENT_ELEMENT: SoughtElement = { name: "Event", root: "Events", first: "System" };

/** Code units of an input, beginning at the unit numbered `base`. */
export type Units = Uint8Array | Uint16Array;

/** What the finder reports; positions count code units from the start of the input. */
export interface EventFinderSink {
  event(start: number, end: number): void;
  damage(code: DamageCode, at: number): void;
}

const LT = 0x3c;
const GT = 0x3e;
const SLASH = 0x2f;
const BANG = 0x21;
const QUESTION = 0x3f;
const DASH = 0x2d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const DOUBLE_QUOTE = 0x22;
const SINGLE_QUOTE = 0x27;
const COLON = 0x3a;

const NONE = -1;
/** Units that are looked at one by one before a search begins. */
const NEAR = 48;
const CDATA = [LT, BANG, OPEN_BRACKET, 0x43, 0x44, 0x41, 0x54, 0x41, OPEN_BRACKET];
const DOCTYPE = [LT, BANG, 0x44, 0x4f, 0x43, 0x54, 0x59, 0x50, 0x45];

/** What the position is in. `nested` waits for what follows an `<Event>` inside an event. */
type State = "text" | "tag" | "comment" | "cdata" | "instruction" | "doctype" | "nested";

/** What the tag being read is to the finder. */
type Tag = "other" | "openEvent" | "closeEvent";

function isSpace(unit: number): boolean {
  return unit === 0x20 || unit === 0x0a || unit === 0x0d || unit === 0x09;
}

export class EventFinder {
  readonly #sink: EventFinderSink;
  readonly #sought: SoughtElement;
  #units: Units = new Uint8Array(0);
  #base = 0;
  #state: State = "text";
  /** Next unit to look at. */
  #at = 0;
  /** Where the markup began that the state is about. */
  #from = 0;
  #tag: Tag = "other";
  #quote = 0;
  #brackets = 0;
  /** Start of the event being read. */
  #event = NONE;
  #depth = 0;
  #rootOpen = false;
  /** An event was dropped; its end tags may still come and say nothing new. */
  #endOwed = false;
  /** Whether an event, complete or not, was seen at all. */
  sawEvent = false;

  constructor(sink: EventFinderSink, start = 0, sought: SoughtElement = EVENT_ELEMENT) {
    this.#sink = sink;
    this.#sought = sought;
    this.#at = start;
  }

  /** First unit that must still be there when `scan` is called again. */
  get keepFrom(): number {
    // Ends of comments and sections look two units back.
    return this.#event !== NONE ? this.#event : Math.max(0, this.#at - 2);
  }

  /** Goes on from where the last call stopped. `atEnd` tells that no further units follow. */
  scan(units: Units, base: number, atEnd: boolean): void {
    this.#units = units;
    this.#base = base;
    const end = base + units.length;
    while (this.#step(end, atEnd)) if (this.#event !== NONE) this.#bound();
    if (this.#event !== NONE) this.#bound();
    if (atEnd) this.#finish(end);
  }

  #unit(at: number): number {
    return this.#units[at - this.#base] ?? 0;
  }

  /** Position of a unit from a position on, or `end`. */
  #find(unit: number, from: number, end: number): number {
    const units = this.#units;
    const start = from - this.#base;
    // Tags are mostly near each other, and a call costs more than looking at a few units.
    const near = Math.min(start + NEAR, units.length);
    for (let at = start; at < near; at++) if (units[at] === unit) return at + this.#base;
    const index = near < units.length ? units.indexOf(unit, near) : -1;
    return index < 0 ? end : index + this.#base;
  }

  /** One step; false when more units are needed. */
  #step(end: number, atEnd: boolean): boolean {
    switch (this.#state) {
      case "text":
        return this.#inText(end, atEnd);
      case "tag":
        return this.#inTag(end);
      case "comment":
        return this.#toClosing(DASH, DASH, end);
      case "cdata":
        return this.#toClosing(CLOSE_BRACKET, CLOSE_BRACKET, end);
      case "instruction":
        return this.#toClosing(QUESTION, NONE, end);
      case "doctype":
        return this.#inDoctype(end);
      case "nested":
        return this.#afterNested(end, atEnd);
    }
  }

  #inText(end: number, atEnd: boolean): boolean {
    for (;;) {
      const at = this.#find(LT, this.#at, end);
      this.#at = at;
      if (at === end || (end - at < LOOK_AHEAD && !atEnd)) return false;
      const next = this.#unit(at + 1);
      const isEnd = next === SLASH;
      this.#from = at;
      if (next === BANG) this.#beginDeclaration(at);
      else if (next === QUESTION) this.#begin("instruction", at + 2);
      else if (this.#isNamed(isEnd ? at + 2 : at + 1, this.#sought.name))
        this.#beginTag(isEnd ? "closeEvent" : "openEvent", at);
      else if (this.#event === NONE || at - this.#event > MAX_EVENT_UNITS) this.#beginTag("other", at);
      else {
        // A `<` ends any tag, so the next one is where the next step begins, wherever this tag ends.
        this.#at = at + 1;
        continue;
      }
      return true;
    }
  }

  #begin(state: State, at: number): void {
    this.#state = state;
    this.#at = at;
    this.#quote = 0;
    this.#brackets = 0;
  }

  #beginDeclaration(at: number): void {
    if (this.#unit(at + 2) === DASH && this.#unit(at + 3) === DASH) this.#begin("comment", at + 4);
    else if (this.#startsWith(CDATA, at)) this.#begin("cdata", at + CDATA.length);
    else if (this.#startsWith(DOCTYPE, at)) {
      // Entities could be declared here. None is ever expanded: an event that uses one, or holds this, is bad XML.
      if (this.#event === NONE) this.#sink.damage("xmlBad", at);
      this.#begin("doctype", at + DOCTYPE.length);
    } else this.#beginTag("other", at);
  }

  #beginTag(tag: Tag, at: number): void {
    this.#tag = tag;
    this.#begin("tag", at + 1);
    if (this.#event !== NONE) return;
    if (tag === "openEvent") {
      this.#event = at;
      this.#depth = 0;
      this.#endOwed = false;
      this.sawEvent = true;
    } else if (tag === "closeEvent") {
      if (!this.#endOwed) this.#sink.damage("xmlBad", at);
    } else if (this.#isNamed(at + 1, this.#sought.root)) this.#rootOpen = true;
    else if (this.#unit(at + 1) === SLASH && this.#isNamed(at + 2, this.#sought.root)) this.#rootOpen = false;
  }

  #inTag(end: number): boolean {
    const base = this.#base;
    for (let at = this.#at; at < end; at++) {
      const unit = this.#units[at - base]!;
      if (unit === LT) {
        this.#at = at;
        this.#state = "text";
        return true;
      }
      if (this.#quote !== 0) {
        if (unit === this.#quote) this.#quote = 0;
      } else if (unit === DOUBLE_QUOTE || unit === SINGLE_QUOTE) this.#quote = unit;
      else if (unit === GT) {
        this.#at = at + 1;
        this.#state = "text";
        this.#endTag(this.#unit(at - 1) === SLASH);
        return true;
      }
    }
    this.#at = end;
    return false;
  }

  #endTag(empty: boolean): void {
    if (this.#event === NONE || this.#tag === "other") return;
    if (this.#tag === "openEvent") {
      if (this.#from !== this.#event) {
        if (!empty) this.#state = "nested";
        return;
      }
      this.#depth = 1;
      if (!empty) return;
    }
    this.#depth--;
    if (this.#depth > 0) return;
    const start = this.#event;
    this.#event = NONE;
    this.#sink.event(start, this.#at);
  }

  /** An `<Event>` inside an event: a part of its data, or the next event because the end of this one is missing. */
  #afterNested(end: number, atEnd: boolean): boolean {
    while (this.#at < end && isSpace(this.#unit(this.#at))) this.#at++;
    if (end - this.#at < LOOK_AHEAD && !atEnd) return false;
    const { first } = this.#sought;
    if (first !== "" && this.#unit(this.#at) === LT && this.#isNamed(this.#at + 1, first)) {
      this.#sink.damage("xmlBad", this.#event);
      this.#event = this.#from;
      this.#depth = 1;
    } else this.#depth++;
    this.#state = "text";
    return true;
  }

  /** Steps behind the `>` that one or two given units stand before. */
  #toClosing(before: number, twoBefore: number, end: number): boolean {
    for (;;) {
      const at = this.#find(GT, this.#at, end);
      if (at === end) {
        this.#at = end;
        return false;
      }
      this.#at = at + 1;
      if (this.#unit(at - 1) === before && (twoBefore === NONE || this.#unit(at - 2) === twoBefore)) {
        this.#state = "text";
        return true;
      }
    }
  }

  #inDoctype(end: number): boolean {
    while (this.#at < end) {
      const unit = this.#unit(this.#at);
      if (this.#at - this.#from > MAX_DOCTYPE_UNITS) {
        this.#state = "text";
        return true;
      }
      this.#at++;
      if (this.#quote !== 0) {
        if (unit === this.#quote) this.#quote = 0;
      } else if (unit === DOUBLE_QUOTE || unit === SINGLE_QUOTE) this.#quote = unit;
      else if (unit === OPEN_BRACKET) this.#brackets++;
      else if (unit === CLOSE_BRACKET) this.#brackets--;
      else if (unit === GT && this.#brackets <= 0) {
        this.#state = "text";
        return true;
      }
    }
    return false;
  }

  /** Drops an event that is longer than any event can be, and looks for the next one from here on. */
  #bound(): void {
    if (this.#at - this.#event <= MAX_EVENT_UNITS) return;
    this.#sink.damage("limit", this.#event);
    this.#event = NONE;
    this.#endOwed = true;
    this.#tag = "other";
    this.#state = "text";
  }

  #finish(end: number): void {
    if (this.#event !== NONE) this.#sink.damage("truncated", this.#event);
    else if (this.#state !== "text") this.#sink.damage("truncated", this.#from);
    else if (this.#rootOpen) this.#sink.damage("truncated", end);
  }

  #startsWith(pattern: readonly number[], at: number): boolean {
    return pattern.every((unit, index) => this.#unit(at + index) === unit);
  }

  /** Whether the name at a position, its prefix left out, is the given one. */
  #isNamed(at: number, name: string): boolean {
    const units = this.#units;
    const first = at - this.#base;
    const limit = Math.min(first + LOOK_AHEAD - 2, units.length);
    let start = first;
    for (let i = first; i < limit; i++) {
      const unit = units[i]!;
      if (unit === COLON) start = i + 1;
      else if (isSpace(unit) || unit === GT || unit === SLASH || unit === LT || unit === 0) {
        if (i - start !== name.length) return false;
        for (let k = 0; k < name.length; k++) if (units[start + k] !== name.charCodeAt(k)) return false;
        return unit !== 0 && unit !== LT;
      }
    }
    return false;
  }
}
