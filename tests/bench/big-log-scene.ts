import type { EventDefinition } from "../../shared/testing/evtx-writer/event-definition.ts";
import { EVENTS, type EventName, type EvtxWriter } from "../../shared/testing/evtx-writer/evtx-writer.ts";
import type { Ticks } from "../../shared/types/units.ts";

const SECOND = 10_000_000;
const PEOPLE = 3000;
export const SERVER = "SRV-BENCH";
const computer = `${SERVER}.corp.example`;

/** Logons of a log come in four versions. */
const LOGON: readonly EventName[] = ["4624v2", "4624v2", "4624v2", "4624v1", "4624v2", "4624v0", "4624v3"];

export type Data = Readonly<Record<string, unknown>>;

/** What all records of a generated log share: its clock, its dice and the log that they go to. */
export class Scene {
  /** The log that records go to. */
  writer: EvtxWriter;
  #state = 20_240_101;
  #time = 0;

  constructor(writer: EvtxWriter) {
    this.writer = writer;
  }

  /** Numbers in [0, 1) that are the same on every run (a linear congruence of 32 bits). */
  dice(): number {
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0;
    return this.#state / 2 ** 32;
  }

  below(count: number): number {
    return Math.floor(this.dice() * count);
  }

  /** Writes a record up to so many seconds after the one before. */
  put(event: EventName | EventDefinition, seconds: number, data: Data = {}): void {
    this.#time += Math.ceil(seconds * this.dice() * SECOND);
    const definition = typeof event === "string" ? EVENTS[event] : event;
    this.writer.appendCustom(definition, { time: this.#time as Ticks, computer }, data);
  }

  /** The version of 4624 of a round. */
  logonOf(round: number): EventName {
    return LOGON[round % LOGON.length]!;
  }

  person(): Person {
    return new Person(this.below(PEOPLE));
  }
}

/** The computer's own account, as subject. */
export const SYSTEM = {
  SubjectUserSid: "S-1-5-18",
  SubjectUserName: `${SERVER}$`,
  SubjectDomainName: "CORP",
  SubjectLogonId: 0x3e7n,
} as const;

export class Person {
  readonly number: number;
  readonly sid: string;
  readonly name: string;
  readonly domain: string;

  constructor(number: number) {
    this.number = number;
    this.sid = `S-1-5-21-1004336348-1177238915-682003330-${1100 + number}`;
    this.name = `user${number}`;
    this.domain = number % 40 === 0 ? "PARTNER" : "CORP";
  }

  target(id: bigint): Data {
    return {
      TargetUserSid: this.sid,
      TargetUserName: this.name,
      TargetDomainName: this.domain,
      TargetLogonId: id,
    };
  }

  subject(id: bigint): Data {
    return {
      SubjectUserSid: this.sid,
      SubjectUserName: this.name,
      SubjectDomainName: this.domain,
      SubjectLogonId: id,
    };
  }

  /** Where the person sits. */
  from(round: number, scene: Scene): Data {
    return {
      IpAddress: `10.${this.number >> 8}.${this.number & 255}.${1 + (round % 250)}`,
      IpPort: String(49_152 + scene.below(16_000)),
    };
  }
}
