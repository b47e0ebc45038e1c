import type { EndReason, IntervalKind } from "../../shared/types/names.ts";
import type { Ticks } from "../../shared/types/units.ts";
import type {
  DemoAnswers,
  DemoBoot,
  DemoClearing,
  DemoFailure,
  DemoLockout,
  DemoSession,
} from "./demo-answers.ts";

/** Takes down what happens while the story is told. */
export class Ledger {
  #sessions: DemoSession[] = [];
  #failures: DemoFailure[] = [];
  readonly #boots: DemoBoot[] = [];
  readonly #lockouts: DemoLockout[] = [];
  readonly #clearings: DemoClearing[] = [];

  begin(
    session: Pick<
      DemoSession,
      "computer" | "user" | "domain" | "sid" | "logonType" | "logonId" | "elevated" | "address" | "start"
    >,
  ): DemoSession {
    const entry: DemoSession = {
      ...session,
      startConfidence: "exact",
      end: null,
      reason: "stillOpen",
      confidence: "open",
      away: [],
      cleared: "nothing",
    };
    this.#sessions.push(entry);
    return entry;
  }

  /** A session ends; nobody is away from it any more. */
  end(session: DemoSession, time: Ticks, reason: EndReason): void {
    session.end = time;
    session.reason = reason;
    session.confidence = reason === "userLogoff" || reason === "logoff" ? "exact" : "bounded";
  }

  leave(session: DemoSession, kind: IntervalKind, time: Ticks): void {
    session.away.push({ kind, from: time, to: null });
  }

  comeBack(session: DemoSession, kind: IntervalKind, time: Ticks): void {
    for (const away of session.away) if (away.kind === kind && away.to === null) away.to = time;
  }

  boot(computer: string, start: Ticks, before: boolean): DemoBoot {
    const boot: DemoBoot = { computer, start, end: null, ended: null, before };
    this.#boots.push(boot);
    return boot;
  }

  failure(failure: Omit<DemoFailure, "lost">): void {
    this.#failures.push({ ...failure, lost: false });
  }

  lockout(lockout: DemoLockout): void {
    this.#lockouts.push(lockout);
  }

  /** A Security log was cleared: what is over is lost there, what goes on has lost its start. */
  cleared(clearing: DemoClearing): void {
    this.#clearings.push(clearing);
    for (const session of this.#sessions) {
      if (session.computer === clearing.computer) session.cleared = session.end === null ? "start" : "all";
    }
    for (const failure of this.#failures) if (failure.computer === clearing.computer) failure.lost = true;
  }

  /** The log of a computer begins here, because older records were overwritten: what is over was never told. */
  beginsHere(computer: string): void {
    this.#sessions = this.#sessions.filter((one) => one.computer !== computer || one.end === null);
    for (const one of this.#sessions) {
      if (one.computer !== computer) continue;
      one.startConfidence = "unknown";
      one.away.length = 0;
    }
    this.#failures = this.#failures.filter((one) => one.computer !== computer);
  }

  answers(logEnd: Ticks): DemoAnswers {
    return {
      sessions: this.#sessions,
      failures: this.#failures,
      boots: this.#boots,
      lockouts: this.#lockouts,
      clearings: this.#clearings,
      logEnd,
    };
  }
}
