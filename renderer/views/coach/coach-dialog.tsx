import { useMemo, useState } from "react";
import type { SourceInfo } from "../../../shared/types/source.ts";
import {
  CALENDAR_CHOICES,
  type CalendarChoice,
  DATE_ORDERS,
  LINE_ROLES,
  type LineRole,
  TEXT_DELIMITERS,
  TEXT_ENCODINGS,
  type TextImport,
} from "../../../shared/types/text-import.ts";
import { Dialog } from "../../components/dialog.tsx";
import { QUESTIONS } from "../../data/help/help-topics.ts";
import { COACH_TEXTS as W } from "../../data/texts/coach.ts";
import { fileName, T } from "../../data/texts.ts";
import { useApp } from "../../state/app.ts";
import { answerText } from "../../state/text-answers.ts";
import { HelpLink } from "../help/help-link.tsx";
import { Choose, zoneNames } from "./choose.tsx";
import { CoachPreview } from "./coach-preview.tsx";

interface Props {
  readonly source: SourceInfo;
  readonly text: TextImport;
  readonly onClose: () => void;
}

/** How a text export was read. What nothing in the file decides is asked; the rest can be changed. */
export function CoachDialog({ source, text, onClose }: Props) {
  const app = useApp();
  const [zone, setZone] = useState(text.zone);
  const [dateOrder, setOrder] = useState(text.dateOrder);
  const [encoding, setEncoding] = useState(text.encoding);
  const [delimiter, setDelimiter] = useState(text.delimiter);
  const [role, setRole] = useState<LineRole | "">(() => roleOf(source));
  const [calendar, setCalendar] = useState<CalendarChoice>("convert");
  const [remember, setRemember] = useState(true);
  const isScript = text.form === "script";
  const zones = useMemo(() => zoneNames(text.zone), [text.zone]);
  const asks = (question: TextImport["questions"][number]): boolean => text.questions.includes(question);

  const fields = {
    zone: (
      <Choose
        key="zone"
        label={W.zone}
        hint={isScript ? T.scripts.wrote : W.zoneHint}
        value={zone}
        options={zones.map((name) => [name, name])}
        onChange={setZone}
      />
    ),
    dateOrder: (
      <Choose
        key="dateOrder"
        label={W.dates}
        hint={W.datesHint(text.preview[0]?.written ?? W.itsDates)}
        value={dateOrder}
        options={DATE_ORDERS.map((each) => [each, W.orders[each]])}
        onChange={setOrder}
      />
    ),
    encoding: (
      <Choose
        key="encoding"
        label={W.encoding}
        hint={W.encodingHint}
        value={encoding}
        options={TEXT_ENCODINGS.map((each) => [each, W.encodings[each]])}
        onChange={setEncoding}
      />
    ),
    role: isScript && (
      <Choose
        key="role"
        label={T.scripts.role}
        hint={T.scripts.roleHint}
        value={role}
        options={[
          ...(role === "" ? ([["", T.scripts.rolePick]] as const) : []),
          ...LINE_ROLES.map((each) => [each, T.scripts.roles[each]] as const),
        ]}
        required
        onChange={setRole}
      />
    ),
    calendar: isScript && (
      <Choose
        key="calendar"
        label={T.scripts.calendar}
        hint={T.scripts.calendarHint}
        value={calendar}
        options={CALENDAR_CHOICES.map((each) => [each, T.scripts.calendars[each]])}
        onChange={setCalendar}
      />
    ),
    delimiter: delimiter !== null && (
      <Choose
        key="delimiter"
        label={W.delimiter}
        value={delimiter}
        options={TEXT_DELIMITERS.map((each) => [each, W.delimiters[each]])}
        onChange={setDelimiter}
      />
    ),
  };
  const names = ["role", "zone", "dateOrder", "calendar", "encoding"] as const;
  const asked = names.filter(asks);
  const decided = names.filter((name) => !asks(name) && name !== "calendar");
  const changed =
    role !== roleOf(source) ||
    asks("calendar") ||
    zone !== text.zone ||
    dateOrder !== text.dateOrder ||
    encoding !== text.encoding ||
    delimiter !== text.delimiter;

  return (
    <Dialog close={T.close} title={W.title(fileName(source.path))} onClose={onClose} className="coach">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!changed && asked.length === 0) {
            onClose();
            return;
          }
          const detected = {
            ...(encoding === text.encoding && !asks("encoding") ? {} : { encoding }),
            ...(delimiter === null || delimiter === text.delimiter ? {} : { delimiter }),
            ...(dateOrder === text.dateOrder && !asks("dateOrder") ? {} : { dateOrder }),
            ...(role === "" || role === roleOf(source) ? {} : { role }),
            ...(asks("calendar") ? { calendar } : {}),
          };
          answerText(app, source, { zone, ...detected }, remember);
        }}
      >
        <p className="mute">
          {isScript ? T.scripts.weakness : W.better(text.delimiter === null ? W.objects : W.weakness)}{" "}
          <HelpLink
            inDialog
            place={isScript ? QUESTIONS.scripts : QUESTIONS.texts}
            label={T.help.about(W.open)}
          />
        </p>
        {asked.length > 0 && (
          <fieldset className="coach-asked">
            <legend>{W.undecided}</legend>
            {asked.map((name) => fields[name])}
          </fieldset>
        )}
        <CoachPreview text={text} />
        <details>
          <summary>
            {W.detected(
              [
                ...(text.delimiter === null ? [] : [W.delimiters[text.delimiter]]),
                W.encodings[text.encoding],
                W.orders[text.dateOrder],
                text.zone,
              ].join(", "),
            )}
          </summary>
          <div className="coach-decided">
            {decided.map((name) => fields[name])}
            {fields.delimiter}
          </div>
        </details>
        <footer className="coach-foot">
          <label>
            <input
              type="checkbox"
              checked={remember}
              onChange={(event) => setRemember(event.currentTarget.checked)}
            />{" "}
            {isScript ? T.scripts.remember : W.remember}
          </label>
          <button type="button" className="btn" onClick={onClose}>
            {W.later}
          </button>
          <button type="submit" className="btn primary">
            {changed ? W.again : W.right}
          </button>
        </footer>
      </form>
    </Dialog>
  );
}

/** What the lines of a file are, as far as it is known. */
function roleOf({ trail }: SourceInfo): LineRole | "" {
  if (trail?.kind !== "script" || trail.unknown > 0) return "";
  return trail.logoffs > trail.logons ? "logoff" : "logon";
}
