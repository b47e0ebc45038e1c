import type { ByteSource, LocalClock } from "../../types/ports.ts";
import {
  answersFor,
  type DateOrder,
  type ImportAnswers,
  type TextQuestion,
} from "../../types/text-import.ts";
import { DateSurvey } from "../csv/date-survey.ts";
import { formSignature } from "../csv/signature.ts";
import { type StoredText, storedText } from "../csv/text-encodings.ts";
import { DamageLog } from "../damage-log.ts";
import type { ObjectShape } from "./object-properties.ts";
import { isIso, isZoned, writtenTime } from "./object-record.ts";
import { type ObjectFile, type WalkOptions, walkObjects } from "./object-walk.ts";

export interface ObjectSurveyOptions extends WalkOptions {
  readonly answers: readonly ImportAnswers[];
  /** What the input is called; answers may be for it alone. */
  readonly name: string;
  /** The clock of a zone; null asks for that of this machine. */
  readonly clockOf: (zone: string | null) => LocalClock;
}

/** All that is known of a file of objects after going through it once. */
export interface ObjectSurvey {
  readonly file: ObjectFile;
  readonly dateOrder: DateOrder;
  readonly clock: LocalClock;
  readonly signature: string;
  readonly questions: readonly TextQuestion[];
  readonly damage: DamageLog;
  readonly events: number;
  readonly cancelled: boolean;
}

const HEAD_BYTES = 65_536;

/** Goes through a file of objects once: which of them are events, what order their dates have, what is damaged. */
export function surveyObjects(
  source: ByteSource,
  shape: ObjectShape,
  options: ObjectSurveyOptions,
): ObjectSurvey {
  const bytes = new Uint8Array(Math.min(HEAD_BYTES, source.size));
  const head = bytes.subarray(0, Math.max(0, source.read(0, bytes)));
  const dates = new DateSurvey();
  const damage = new DamageLog();
  let events = 0;
  let unzoned = 0;
  let written = 0;
  let first = "";
  const walk = (stored: StoredText): boolean =>
    walkObjects({ source, shape, stored }, options, {
      event(members, offset) {
        const time = writtenTime(members);
        events++;
        first ||= time;
        if (isZoned(time)) return;
        unzoned++;
        if (isIso(time)) return;
        written++;
        if (dates.see(time) === null) damage.add("valueBad", offset);
      },
      damage: (code, offset) => damage.add(code, offset),
    });
  const guess = storedText(head);
  const done = walk(guess);
  const signature = formSignature(shape, first);
  const answers = answersFor(options.answers, options.name, signature);
  // Markup is ASCII under every answer, so the walk above holds for it.
  const stored = answers?.encoding === undefined ? guess : storedText(head, answers.encoding);
  const fits = stored.units.unit === guess.units.unit;
  const clock = options.clockOf(answers?.zone ?? null);
  const decided = dates.decide();
  const questions: TextQuestion[] = [];
  if (unzoned > 0 && clock.assumed) questions.push("zone");
  if (written > 0 && !decided.isSure && answers?.dateOrder === undefined) questions.push("dateOrder");
  if (events > 0 && !(fits ? stored : guess).isSure) questions.push("encoding");
  return {
    file: { source, shape, stored: fits ? stored : guess },
    dateOrder: answers?.dateOrder ?? decided.order,
    clock,
    signature,
    questions,
    damage,
    events,
    cancelled: !done,
  };
}
