import type { Confidence, EndReason, IntervalKind } from "../../shared/types/names.ts";
import type { Ticks } from "../../shared/types/units.ts";

/*
 * What truly happened in the story of the sample logs, noted down while it is told and without looking at a single
 * record. Tests hold the pairing engine against it.
 */

/** One working session of a person. */
export interface DemoSession {
  /** Name as the records give it. */
  readonly computer: string;
  readonly user: string;
  readonly domain: string;
  readonly sid: string;
  readonly logonType: number;
  /** LogonId that ends the session: the one without elevated rights where there are two. */
  readonly logonId: bigint;
  readonly elevated: boolean;
  readonly address: string | null;
  readonly start: Ticks;
  /** What all logs together can say about the start: `unknown` when no record of it is left in any of them. */
  startConfidence: Confidence;
  /** When it truly ended, recorded or not; null while it goes on at the end of the log. */
  end: Ticks | null;
  reason: EndReason;
  /** What all logs together can say about the end. */
  confidence: Confidence;
  readonly away: DemoAway[];
  /**
   * What the clearing of the Security log took: nothing, the start (without the System log it would be unknown), or
   * all of it (the System log still has Winlogon's 7001 and 7002, which know no logon id and no logon type).
   */
  cleared: "nothing" | "start" | "all";
}

/** A time in the session when nobody was at it; `to` is null when the session's end, or the log's, ends it. */
export interface DemoAway {
  readonly kind: IntervalKind;
  readonly from: Ticks;
  to: Ticks | null;
}

export interface DemoFailure {
  readonly computer: string;
  readonly time: Ticks;
  readonly user: string;
  readonly logonType: number;
  readonly status: number;
  readonly subStatus: number;
  readonly address: string | null;
  /** True when its record went with the cleared Security log. */
  lost: boolean;
}

/** A run of a computer; `ended` null: it still runs at the end of the log. */
export interface DemoBoot {
  readonly computer: string;
  readonly start: Ticks;
  end: Ticks | null;
  ended: "shutdown" | "crash" | "powerLoss" | null;
  /** Whether it began before the logs do. */
  readonly before: boolean;
}

export interface DemoLockout {
  readonly computer: string;
  readonly time: Ticks;
  readonly user: string;
}

export interface DemoClearing {
  readonly computer: string;
  readonly time: Ticks;
  readonly by: string;
}

export interface DemoAnswers {
  readonly sessions: readonly DemoSession[];
  readonly failures: readonly DemoFailure[];
  readonly boots: readonly DemoBoot[];
  readonly lockouts: readonly DemoLockout[];
  readonly clearings: readonly DemoClearing[];
  /** The moment the logs were copied. */
  readonly logEnd: Ticks;
}

/** Whoever had a session on any computer at a moment, by what truly happened. */
export function sessionsAt(answers: DemoAnswers, time: Ticks): DemoSession[] {
  return answers.sessions.filter((one) => one.start <= time && (one.end === null || time < one.end));
}
