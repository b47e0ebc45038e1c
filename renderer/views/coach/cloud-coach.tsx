import { useId, useMemo, useState } from "react";
import {
  CLOUD_SHAPES,
  type CloudAnswers,
  type CloudColumns,
  type CloudImport,
  type CloudRole,
  type CloudShape,
  missingRoles,
} from "../../../shared/types/cloud.ts";
import type { SourceInfo } from "../../../shared/types/source.ts";
import { DATE_ORDERS } from "../../../shared/types/text-import.ts";
import { Dialog } from "../../components/dialog.tsx";
import { QUESTIONS } from "../../data/help/help-topics.ts";
import { minuteText, minuteTicks } from "../../data/minute-field.ts";
import { COACH_TEXTS as W } from "../../data/texts/coach.ts";
import { fileName, T } from "../../data/texts.ts";
import { useApp } from "../../state/app.ts";
import { answerCloud } from "../../state/cloud-answers.ts";
import { HelpLink } from "../help/help-link.tsx";
import { Choose, zoneNames } from "./choose.tsx";
import { CloudPreview } from "./cloud-preview.tsx";

interface Props {
  readonly source: SourceInfo;
  readonly cloud: CloudImport;
  readonly onClose: () => void;
}

/** Roles that a table of each kind may have, the needed ones first. */
const ROLES: Readonly<Record<CloudShape, readonly CloudRole[]>> = {
  loginEvents: ["user", "start", "end", "environment"],
  userLog: ["user", "start", "end", "environment"],
  pageViews: ["user", "session", "start", "lastSeen", "environment"],
  users: ["identity", "userId", "name", "email", "validFrom"],
};

/** What a table of Dynamics 365 is, what its columns hold, and what it covers. What is not known is asked. */
export function CloudCoach({ source, cloud, onClose }: Props) {
  const app = useApp();
  const [shape, setShape] = useState<CloudShape>(cloud.shape ?? "loginEvents");
  const [columns, setColumns] = useState<CloudColumns>(cloud.columns);
  const [sheet, setSheet] = useState(cloud.sheet ?? "");
  const [zone, setZone] = useState(cloud.zone);
  const [dateOrder, setOrder] = useState(cloud.dateOrder);
  const [environment, setEnvironment] = useState(cloud.environment ?? "");
  const [end, setEnd] = useState(() =>
    cloud.window === null || cloud.window.end === "assumed" ? "" : minuteText(cloud.window.to),
  );
  const [remember, setRemember] = useState(true);
  const zones = useMemo(() => zoneNames(cloud.zone), [cloud.zone]);
  const ids = useId();
  // Another sheet has other columns: which they are is asked once it is read.
  const isOtherSheet = cloud.sheet !== null && sheet !== cloud.sheet;
  const missing = isOtherSheet ? [] : missingRoles(shape, columns);
  const asksDates = cloud.questions.includes("dateOrder");
  const windowEnd = minuteTicks(end);
  const isTimed = shape !== "users";

  const answer = (): CloudAnswers => ({
    ...(isOtherSheet ? {} : { shape, columns: chosen(columns, ROLES[shape]) }),
    ...(sheet === "" ? {} : { sheet }),
    ...(isTimed && zone !== cloud.zone ? { zone } : cloud.utcAssumed || !isTimed ? {} : { zone: cloud.zone }),
    ...(environment.trim() === "" ? {} : { environment: environment.trim().slice(0, 200) }),
    ...(isTimed && !Number.isNaN(windowEnd) ? { windowEnd } : {}),
  });

  return (
    <Dialog close={T.close} title={W.title(fileName(source.path))} onClose={onClose} className="coach">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (missing.length > 0) return;
          const order = asksDates || dateOrder !== cloud.dateOrder ? { dateOrder } : {};
          answerCloud(app, source, { cloud: answer(), ...order }, remember && !isOtherSheet);
        }}
      >
        <p className="mute">
          {cloud.shape === null ? T.cloud.unknown : T.cloud.known}{" "}
          <HelpLink inDialog place={QUESTIONS.cloud} label={T.help.about(W.open)} />
        </p>
        <div className="coach-fields">
          {cloud.sheets.length > 1 && (
            <Choose
              label={T.cloud.sheet}
              value={sheet}
              options={cloud.sheets.map((name) => [name, name])}
              onChange={setSheet}
            />
          )}
          <Choose
            label={T.cloud.table}
            hint={T.cloud.shapeHints[shape]}
            value={shape}
            options={CLOUD_SHAPES.map((each) => [each, T.cloud.shapes[each]])}
            onChange={setShape}
          />
        </div>
        {!isOtherSheet && (
          <fieldset className="coach-asked">
            <legend>{T.cloud.columns}</legend>
            <div className="coach-columns">
              {ROLES[shape].map((role) => (
                <Choose
                  key={role}
                  label={T.cloud.roles[role]}
                  value={String(columns[role] ?? "")}
                  options={[
                    ["", missing.includes(role) ? T.cloud.needed : T.cloud.none],
                    ...cloud.headers.map((header, at) => [String(at), header || `${at + 1}`] as const),
                  ]}
                  onChange={(value) => setColumns(withColumn(columns, role, value))}
                />
              ))}
            </div>
          </fieldset>
        )}
        <CloudPreview cloud={cloud} columns={columns} roles={ROLES[shape]} />
        {isTimed && (
          <div className="coach-fields two">
            <div className="coach-choice">
              <label htmlFor={`${ids}-end`}>{T.cloud.end}</label>
              <input
                id={`${ids}-end`}
                className="field"
                type="datetime-local"
                value={end}
                aria-describedby={`${ids}-end-hint`}
                onChange={(event) => setEnd(event.currentTarget.value)}
              />
              <p id={`${ids}-end-hint`} className="mute">
                {T.cloud.endHint}
              </p>
            </div>
            <div className="coach-choice">
              <label htmlFor={`${ids}-environment`}>{T.cloud.environment}</label>
              <input
                id={`${ids}-environment`}
                className="field"
                maxLength={200}
                value={environment}
                aria-describedby={`${ids}-environment-hint`}
                onChange={(event) => setEnvironment(event.currentTarget.value)}
              />
              <p id={`${ids}-environment-hint`} className="mute">
                {T.cloud.environmentHint}
              </p>
            </div>
            <Choose
              label={T.cloud.zone}
              hint={T.cloud.zoneHint}
              value={zone}
              options={zones.map((name) => [name, name])}
              onChange={setZone}
            />
            <Choose
              label={T.cloud.dates}
              {...(asksDates ? { hint: T.cloud.datesHint } : {})}
              value={dateOrder}
              options={DATE_ORDERS.map((each) => [each, W.orders[each]])}
              onChange={setOrder}
            />
          </div>
        )}
        {missing.length > 0 && (
          <p role="status">{T.cloud.missing(missing.map((role) => T.cloud.roles[role]).join(", "))}</p>
        )}
        <footer className="coach-foot">
          <label>
            <input
              type="checkbox"
              checked={remember}
              onChange={(event) => setRemember(event.currentTarget.checked)}
            />{" "}
            {T.cloud.remember}
          </label>
          <button type="button" className="btn" onClick={onClose}>
            {T.cloud.later}
          </button>
          <button type="submit" className="btn primary" disabled={missing.length > 0}>
            {T.cloud.again}
          </button>
        </footer>
      </form>
    </Dialog>
  );
}

function withColumn(columns: CloudColumns, role: CloudRole, value: string): CloudColumns {
  const { [role]: _, ...others } = columns;
  return value === "" ? others : { ...others, [role]: Number(value) };
}

/** Columns of roles that the table has in this shape. */
function chosen(columns: CloudColumns, roles: readonly CloudRole[]): CloudColumns {
  return Object.fromEntries(
    roles.flatMap((role) => (columns[role] === undefined ? [] : [[role, columns[role]]])),
  );
}
