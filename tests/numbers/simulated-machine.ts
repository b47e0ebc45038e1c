import { Random } from "../../build/demo/random.ts";
import type { EventSpec } from "../../shared/testing/event-table-builder.ts";
import { ELEVATED_NO, ELEVATED_YES } from "../../shared/types/event-table.ts";

/*
 * A machine whose history is known, because it is made up first and its log written from it: people come and go, lock,
 * are switched, connect from elsewhere; it is shut down, crashes, loses power. It knows nothing of how sessions are
 * paired.
 */
export const SECOND = 10_000_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** How a session really ended. */
export type TrueEnd = "userLogoff" | "logoff" | "shutdown" | "crash" | "powerLoss" | "stillOpen";

export interface TrueSession {
  readonly computer: string;
  readonly user: string;
  readonly kind: "desktop" | "network";
  readonly start: number;
  /** Infinity: still on when the log was saved. */
  end: number;
  how: TrueEnd;
  /** What says that it began. */
  startRow: EventSpec | null;
  /** What says that it ended, the first before the others. */
  readonly endRows: EventSpec[];
  /** Every record that names it by an id of its own. */
  readonly rows: EventSpec[];
  readonly ids: number[];
}

export interface History {
  readonly rows: readonly EventSpec[];
  readonly sessions: readonly TrueSession[];
}

const PEOPLE = ["anna", "ben", "carla", "dario", "emil", "farah"] as const;
const domain = "CORP";
const sidOf = (user: string): string =>
  `S-1-5-21-1-2-3-${[...user].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) % 1_000_000}`;

export class SimulatedMachine {
  readonly #random: Random;
  readonly #computer: string;
  readonly #hasSystemLog: boolean;
  readonly #rows: EventSpec[] = [];
  readonly #sessions: TrueSession[] = [];
  #lastId = 0;
  /** How and when the machine died last, until its next start has told of it. */
  #died: { readonly at: number; readonly how: "crash" | "powerLoss" } | null = null;

  constructor(seed: number, computer: string) {
    this.#random = new Random(seed);
    this.#computer = computer;
    this.#hasSystemLog = this.#random.next() < 0.5;
  }

  /** Lives through some boots from a moment on; the last one still runs when the log is saved. */
  live(from: number, boots: number): History {
    let now = from;
    for (let boot = 0; boot < boots; boot++) {
      const until = now + this.#random.between(1, 30) * HOUR + this.#little(HOUR);
      const last = boot === boots - 1;
      now = this.#boot(now, until, last) + this.#random.between(1, 600) * MINUTE + this.#little(MINUTE);
    }
    const rows = [...this.#rows].sort((a, b) => a.time - b.time);
    return { rows, sessions: this.#sessions };
  }

  /** A length below another that no other moment has. */
  #little(most: number): number {
    return Math.floor(this.#random.next() * most) + 1;
  }

  #log(time: number, spec: Partial<EventSpec> & Pick<EventSpec, "kind">): EventSpec {
    const row = { computer: this.#computer, processId: 4, ...spec, time };
    this.#rows.push(row);
    return row;
  }

  #system(time: number, eventId: number, kind: EventSpec["kind"], more: Partial<EventSpec> = {}): void {
    if (this.#hasSystemLog) this.#log(time, { kind, eventId, channelKind: "system", ...more });
  }

  /** One run of the machine; gives when it was over. */
  #boot(start: number, until: number, last: boolean): number {
    // Ids are given anew after each start, and often the same ones.
    this.#lastId = 0x10000 + this.#random.between(0, 40) * 0x1000;
    this.#system(start - this.#little(5 * SECOND), 12, "osStart");
    this.#log(start, { kind: "windowsStarting", eventId: 4608 });
    if (this.#died !== null) {
      const { at, how } = this.#died;
      this.#system(start + 3 * SECOND, 41, "dirtyRestart", { number: how === "crash" ? 159 : 0 });
      // The last sign of life that a machine notes of itself, once a minute.
      this.#system(start + 20 * SECOND, 6008, "uncleanShutdown", { timeA: at - this.#little(MINUTE) });
      this.#died = null;
    }
    this.#system(start + 21 * SECOND, 6005, "logServiceStarted");
    const first = this.#sessions.length;
    const lanes = this.#random.next() < 0.3 ? 3 : 1;
    for (let lane = 0; lane < lanes; lane++) this.#lane(start, until, lane);
    const own = this.#sessions.slice(first);
    if (last) {
      for (const session of own.filter(({ end }) => end === Number.POSITIVE_INFINITY))
        session.how = "stillOpen";
      return until;
    }
    const way = this.#random.next();
    if (way < 0.6) this.#shutDown(until, own);
    else this.#die(until, own, way < 0.75 ? "crash" : "powerLoss");
    return until;
  }

  /** People at one keyboard, or over one line, one after another. */
  #lane(start: number, until: number, lane: number): void {
    let now = start + MINUTE + this.#little(2 * HOUR);
    while (now < until - 10 * MINUTE) {
      const lasts = this.#random.between(3, 600) * MINUTE + this.#little(MINUTE);
      this.#session(now, now + lasts, until, lane);
      now += lasts + 3 * MINUTE + this.#little(3 * HOUR);
    }
  }

  #id(): number {
    this.#lastId += this.#random.between(1, 900) * 16;
    return this.#lastId;
  }

  #session(start: number, end: number, until: number, lane: number): void {
    const random = this.#random;
    const user = `${random.pick(PEOPLE)}${lane === 0 ? "" : lane}`;
    const remote = lane > 0 && random.next() < 0.7;
    const network = lane > 0 && !remote;
    const logonType = network ? 3 : remote ? 10 : random.next() < 0.15 ? 11 : 2;
    const kind = network ? "network" : "desktop";
    const session: TrueSession = {
      computer: this.#computer,
      user,
      kind,
      start,
      end: Number.POSITIVE_INFINITY,
      how: "stillOpen",
      startRow: null,
      endRows: [],
      rows: [],
      ids: [],
    };
    this.#sessions.push(session);
    const who = { user, domain, sid: sidOf(user), logonType };
    const from = network || remote ? { address: `10.0.0.${random.between(2, 90)}` } : {};
    const process = network ? {} : { process: "C:\\Windows\\System32\\winlogon.exe", logonProcess: "User32" };
    const processId = network ? 0 : this.#id();
    const logon = { kind: "logon", eventId: 4624, ...who, ...from, ...process, processId } as const;
    const logonId = this.#id();
    session.ids.push(logonId);
    const say = (time: number, spec: Partial<EventSpec> & Pick<EventSpec, "kind">): EventSpec => {
      const row = this.#log(time, spec);
      if (session.ids.includes(row.logonId ?? 0)) session.rows.push(row);
      return row;
    };
    // Administrators get two ids at once, and act under the filtered one.
    const isAdmin = !network && random.next() < 0.3;
    const filteredId = isAdmin ? this.#id() : 0;
    if (isAdmin) session.ids.push(filteredId);
    const whole = isAdmin ? { linkedLogonId: filteredId, elevated: ELEVATED_YES } : { elevated: ELEVATED_NO };
    session.startRow = say(start, { ...logon, logonId, ...whole });
    if (isAdmin) {
      say(start, { ...logon, logonId: filteredId, linkedLogonId: logonId, elevated: ELEVATED_NO });
      say(start + 1000, { kind: "privileges", eventId: 4672, user, domain, sid: who.sid, logonId });
    }
    const acts = isAdmin ? filteredId : logonId;
    const over = Math.min(end, until);
    if (kind === "desktop") this.#presence(say, session, { who, acts, remote }, start, over);
    // Who would leave in the last minute is overtaken by the end of the machine.
    if (end >= until - MINUTE) return;
    session.end = end;
    const both = { ...who, processId: 4 };
    if (kind === "desktop" && random.next() < 0.7) {
      session.how = "userLogoff";
      session.endRows.push(
        say(end, { kind: "userLogoff", eventId: 4647, user, domain, sid: who.sid, logonId: acts }),
      );
      // Windows does not always write the other one.
      if (random.next() < 0.8)
        session.endRows.push(
          say(end + this.#little(5 * SECOND), { kind: "logoff", eventId: 4634, ...both, logonId: acts }),
        );
    } else {
      session.how = "logoff";
      // Both ids end in one moment.
      if (isAdmin) say(end, { kind: "logoff", eventId: 4634, ...both, logonId });
      session.endRows.push(say(end, { kind: "logoff", eventId: 4634, ...both, logonId: acts }));
    }
  }

  /** Locks, unlocks, leaves and comes back over the line. */
  #presence(
    say: (time: number, spec: Partial<EventSpec> & Pick<EventSpec, "kind">) => EventSpec,
    session: TrueSession,
    { who, acts, remote }: { who: Partial<EventSpec>; acts: number; remote: boolean },
    start: number,
    over: number,
  ): void {
    const random = this.#random;
    const { user } = session;
    const own = { user, domain, sid: sidOf(user), logonId: acts };
    let now = start + MINUTE + this.#little(HOUR);
    while (now + 20 * MINUTE < over) {
      const back = now + MINUTE + this.#little(15 * MINUTE);
      if (remote && random.next() < 0.4) {
        const link = {
          user,
          domain,
          logonId: acts,
          sessionName: `RDP-Tcp#${random.between(0, 9)}`,
          address: "10.0.0.9",
        };
        say(now, { kind: "sessionDisconnected", eventId: 4779, ...link });
        say(back, { kind: "sessionReconnected", eventId: 4778, ...link });
      } else {
        say(now, { kind: "locked", eventId: 4800, ...own });
        if (random.next() < 0.5) {
          // Unlocking is a logon of its own, over at once.
          const echo = {
            ...who,
            user,
            domain,
            sid: sidOf(user),
            logonId: this.#id(),
            logonType: 7,
            logonProcess: "User32",
          };
          say(back, {
            kind: "logon",
            eventId: 4624,
            ...echo,
            process: "C:\\Windows\\System32\\winlogon.exe",
            processId: 900,
          });
          say(back + this.#little(SECOND), { kind: "logoff", eventId: 4634, ...echo });
        }
        say(back + SECOND, { kind: "unlocked", eventId: 4801, ...own });
      }
      now = back + 5 * MINUTE + this.#little(4 * HOUR);
    }
  }

  #shutDown(at: number, sessions: readonly TrueSession[]): void {
    this.#system(at - 30 * SECOND, 1074, "shutdownRequest");
    for (const session of sessions.filter(({ end }) => end === Number.POSITIVE_INFINITY)) {
      session.end = at - this.#little(15 * SECOND);
      session.how = "shutdown";
    }
    this.#log(at, { kind: "logServiceStopped", eventId: 1100 });
    this.#system(at + this.#little(SECOND), 6006, "logServiceStoppedSystem");
    this.#system(at + 2 * SECOND, 13, "osStop");
  }

  #die(at: number, sessions: readonly TrueSession[], how: "crash" | "powerLoss"): void {
    for (const session of sessions.filter(({ end }) => end === Number.POSITIVE_INFINITY)) {
      session.end = at;
      session.how = how;
    }
    this.#died = { at, how };
  }
}
