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
import { fileName, T } from "../../data/texts.ts";
import { useApp } from "../../state/app.ts";
import { answerText } from "../../state/text-answers.ts";
import { Choose, zoneNames } from "./choose.tsx";
import { CoachPreview } from "./coach-preview.tsx";
import {
  DELIMITER_WORDS,
  ENCODING_WORDS,
  OBJECTS_WEAKNESS,
  ORDER_WORDS,
  TEXT_WEAKNESS,
} from "./coach-words.ts";

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
        label="The times are those of"
        hint={
          isScript
            ? T.scripts.wrote
            : "The export names no zone. Choose where the computer stood on which it was saved."
        }
        value={zone}
        options={zones.map((name) => [name, name])}
        onChange={setZone}
      />
    ),
    dateOrder: (
      <Choose
        key="dateOrder"
        label="Dates are written"
        hint={`No day above 12 tells which number is the month in ${text.preview[0]?.written ?? "its dates"}.`}
        value={dateOrder}
        options={DATE_ORDERS.map((each) => [each, ORDER_WORDS[each]])}
        onChange={setOrder}
      />
    ),
    encoding: (
      <Choose
        key="encoding"
        label="Characters are stored as"
        hint="Choose another one if letters of names look wrong below."
        value={encoding}
        options={TEXT_ENCODINGS.map((each) => [each, ENCODING_WORDS[each]])}
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
        label="Columns are separated by"
        value={delimiter}
        options={TEXT_DELIMITERS.map((each) => [each, DELIMITER_WORDS[each]])}
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
    <Dialog title={`How ${fileName(source.path)} was read`} onClose={onClose} className="coach">
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
          {isScript
            ? T.scripts.weakness
            : `${text.delimiter === null ? OBJECTS_WEAKNESS : TEXT_WEAKNESS} Where you can, export the log as .evtx instead.`}
        </p>
        {asked.length > 0 && (
          <fieldset className="coach-asked">
            <legend>Nothing in the file decides this. What was assumed is chosen:</legend>
            {asked.map((name) => fields[name])}
          </fieldset>
        )}
        <CoachPreview text={text} />
        <details>
          <summary>
            Detected: {text.delimiter !== null && `${DELIMITER_WORDS[text.delimiter]}, `}
            {ENCODING_WORDS[text.encoding]}, {ORDER_WORDS[text.dateOrder]}, {text.zone}
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
            {isScript ? T.scripts.remember : "Remember for exports of this form"}
          </label>
          <button type="button" className="btn" onClick={onClose}>
            Not now
          </button>
          <button type="submit" className="btn primary">
            {changed ? "Read again like this" : "This is right"}
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
