import { useState } from "react";
import { parseUserTime } from "../../../shared/engine/time/user-time.ts";
import { MOST_OPTION_BYTES, readAccounts, readCalendar } from "../../../shared/export/report-answer.ts";
import type { CaseData } from "../../../shared/types/case.ts";
import { COUNT_GROUPS, type CountGroup } from "../../../shared/types/report.ts";
import { Segmented } from "../../components/segmented.tsx";
import { knownZone } from "../../data/report-lines.ts";
import { OPTION_PROBLEMS } from "../../data/report-texts.ts";
import { T } from "../../data/texts.ts";
import { useApp, useClock } from "../../state/app.ts";
import { askWho } from "../../state/commands.ts";
import { askReport } from "../../state/report-commands.ts";
import { useStore } from "../../state/store.ts";
import { FileOption } from "./file-option.tsx";

const DAYS: readonly (readonly [string, string])[] = [30, 60, 90, 180, 365].map((days) => [
  String(days),
  String(days),
]);
const BY: readonly (readonly [CountGroup, string])[] = COUNT_GROUPS.map((by) => [
  by,
  T.reports.groupings[by],
]);

/** What the report on screen can be asked beside filter and range; nothing for most of them. */
export function ReportOptions({ data }: { readonly data: CaseData }) {
  const app = useApp();
  const { name, by, days, calendar, accounts } = useStore(app.view, (view) => view.report);
  switch (name) {
    case "who":
      return <Moment data={data} />;
    case "counts":
      return (
        <Segmented
          label={T.reports.by}
          value={by}
          options={BY}
          onChange={(value) => askReport(app, { by: value })}
        />
      );
    case "dormant":
      return (
        <>
          <div className="report-option">
            {T.reports.days}
            <Segmented
              label={T.reports.days}
              value={String(days)}
              options={DAYS}
              onChange={(value) => askReport(app, { days: Number(value) })}
            />
          </div>
          <FileOption
            label={T.reports.accounts}
            help={T.reports.accountsHelp}
            none=""
            has={T.reports.ownAccounts}
            accept=".txt,.csv"
            most={MOST_OPTION_BYTES.accounts}
            chosen={accounts?.name ?? null}
            onText={(name, text) => {
              const read = readAccounts(text, OPTION_PROBLEMS);
              if (!read.ok) return read.problem;
              // The names of a list are real ones, which a masked case does not know and must not show.
              if (app.masking.get() !== null) return T.masking.noNames;
              askReport(app, { accounts: { name, value: read.value } });
              return null;
            }}
            onNone={() => askReport(app, { accounts: null })}
          />
        </>
      );
    case "out-of-hours":
      return (
        <FileOption
          label={T.reports.calendar}
          help={T.reports.calendarHelp}
          none={T.reports.officeHours}
          has={T.reports.ownHours}
          accept=".json"
          most={MOST_OPTION_BYTES.calendar}
          chosen={calendar?.name ?? null}
          onText={(name, text) => {
            const read = readCalendar(text, OPTION_PROBLEMS);
            if (!read.ok) return read.problem;
            if (read.value.zone !== null && knownZone(read.value.zone) === null) return T.reports.unknownZone;
            askReport(app, { calendar: { name, value: read.value } });
            return null;
          }}
          onNone={() => askReport(app, { calendar: null })}
        />
      );
    default:
      return null;
  }
}

/** The moment of "who was on", shared with the timeline; that of the last record until one is chosen. */
function Moment({ data }: { readonly data: CaseData }) {
  const app = useApp();
  const clock = useClock();
  const moment = useStore(app.view, (view) => view.moment) ?? data.newest;
  const shown = clock.format.full(moment) ?? "";
  const [typed, setTyped] = useState<string | null>(null);
  const [wrong, setWrong] = useState(false);
  const take = () => {
    if (typed === null) return;
    const time = parseUserTime(typed, clock.zone);
    setWrong(Number.isNaN(time));
    if (Number.isNaN(time)) return;
    askWho(app, time);
    setTyped(null);
  };
  return (
    <form
      className="report-option"
      onSubmit={(event) => {
        event.preventDefault();
        take();
      }}
    >
      <label>
        {T.reports.at}{" "}
        <input
          className="field small"
          value={typed ?? shown}
          aria-invalid={wrong}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={take}
        />
      </label>
      {wrong && <span role="alert">{T.reports.notATime}</span>}
    </form>
  );
}
