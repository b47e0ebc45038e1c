import type { RecordLayout } from "../../shared/testing/evtx-writer/event-body.ts";
import type { EventData, EventName } from "../../shared/testing/evtx-writer/evtx-writer.ts";
import type { Ticks } from "../../shared/types/units.ts";
import { MILLISECOND, plus, SECOND } from "./clock.ts";
import type { DemoBoot, DemoSession } from "./demo-answers.ts";
import { type HeadOf, Journal } from "./journal.ts";
import type { Ledger } from "./ledger.ts";
import { DNS_SUFFIX, type Person } from "./people.ts";
import type { Random } from "./random.ts";
import type { Timeline } from "./timeline.ts";

export interface MachineSetup {
  readonly name: string;
  readonly windows: { readonly name: string; readonly build: number; readonly logon: "4624v2" | "4624v3" };
  readonly layout: RecordLayout;
  readonly terminalServer: boolean;
  readonly firstIds: { readonly security: number; readonly system: number; readonly terminal: number };
}

/** A desktop session while it lives. */
export interface Desk {
  readonly person: Person;
  readonly logonId: bigint;
  /** The elevated twin of a split token. */
  readonly elevatedId: bigint | null;
  /** Number of the terminal session. */
  readonly terminalId: number;
  readonly logonType: number;
  readonly entry: DemoSession;
  /** The client in use, for a remote one. */
  client: Client | null;
  /** The window manager's logons for this session, ended with it. */
  readonly helpers: readonly Helper[];
}
export interface Client {
  readonly name: string;
  readonly address: string;
}
export interface Helper {
  readonly name: string;
  readonly domain: string;
  readonly sid: string;
  readonly logonId: bigint;
}

/** One run between start and stop. */
export interface Run {
  readonly boot: DemoBoot;
  readonly started: Ticks;
  readonly lsass: number;
  readonly svchost: number;
  asleep: boolean;
  lastLogonId: bigint;
  lastTerminalId: number;
  rdpCount: number;
}

/** How the last run ended, for the start records that tell of it. */
export interface LastEnd {
  readonly kind: "shutdown" | "crash" | "powerLoss";
  readonly at: Ticks;
  readonly bugcheck: number;
  readonly ranSeconds: number;
}

/**
 * A computer of the story: it knows whether it runs, who is on, and writes its logs so that they agree with each
 * other. What it can do stands in power.ts, desk.ts and remote.ts.
 */
export class Machine {
  readonly setup: MachineSetup;
  readonly name: string;
  /** As records name it. */
  readonly fullName: string;
  readonly timeline: Timeline;
  readonly random: Random;
  readonly ledger: Ledger;
  readonly security: Journal;
  readonly system: Journal;
  readonly terminal: Journal;
  readonly desks = new Set<Desk>();
  run: Run | null = null;
  lastEnd: LastEnd | null = null;

  constructor(setup: MachineSetup, world: { timeline: Timeline; random: Random; ledger: Ledger }) {
    this.setup = setup;
    this.name = setup.name;
    this.fullName = `${setup.name}.${DNS_SUFFIX}`;
    this.timeline = world.timeline;
    this.random = world.random;
    this.ledger = world.ledger;
    this.security = new Journal(this.fullName, setup.layout, setup.firstIds.security);
    this.system = new Journal(this.fullName, setup.layout, setup.firstIds.system);
    this.terminal = new Journal(this.fullName, setup.layout, setup.firstIds.terminal);
  }

  get now(): Ticks {
    return this.timeline.now;
  }

  /** The present run; the story must not use a computer that is off. */
  get running(): Run {
    if (this.run === null) throw new RangeError(`${this.name} is off`);
    return this.run;
  }

  /** A moment some seconds from now, with the odd microseconds that real clocks have. */
  soon(seconds: number): Ticks {
    return plus(this.now, seconds * SECOND + this.random.between(0, MILLISECOND / 4));
  }

  /** Logon ids grow within a run and begin anew with the next. */
  nextLogonId(): bigint {
    const run = this.running;
    run.lastLogonId += BigInt(this.random.between(0x11, 0x2f7d));
    return run.lastLogonId;
  }

  /** The desk of a person who is on. */
  desk(person: Person): Desk {
    for (const desk of this.desks) if (desk.person === person) return desk;
    throw new RangeError(`${person.name} is not on at ${this.name}`);
  }

  /** Something that happens later in this run, unless the run is over by then. */
  later(seconds: number, action: () => void): void {
    const run = this.running;
    this.timeline.at(this.soon(seconds), () => {
      if (this.run === run && !run.asleep) action();
    });
  }

  /** Writes a Security record some seconds from now. */
  audit<Name extends EventName>(
    event: Name,
    seconds: number,
    data: EventData<Name>,
    head: Partial<HeadOf> = {},
  ) {
    const ids = { processId: this.running.lsass, threadId: this.random.between(180, 2200) * 4 };
    this.security.add(event, { ...ids, time: this.soon(seconds), ...head }, data);
  }

  /** Writes a System record some seconds from now. */
  log<Name extends EventName>(
    event: Name,
    seconds: number,
    data: EventData<Name>,
    head: Partial<HeadOf> = {},
  ) {
    const ids = { processId: 4, threadId: this.random.between(20, 900) * 4 };
    this.system.add(event, { ...ids, time: this.soon(seconds), ...head }, data);
  }

  /** Writes a record of the terminal session manager some seconds from now, on a server that keeps that log. */
  session<Name extends EventName>(event: Name, seconds: number, data: EventData<Name>) {
    if (!this.setup.terminalServer) return;
    const ids = { processId: this.running.svchost + 64, threadId: this.random.between(180, 2200) * 4 };
    this.terminal.add(event, { ...ids, time: this.soon(seconds), activityId: this.random.guid() }, data);
  }
}
