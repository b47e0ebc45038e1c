import type { CaseData } from "../../../shared/types/case.ts";
import { QUESTIONS } from "../../data/help/help-topics.ts";
import { lengthText } from "../../data/length-text.ts";
import { daysOfPerson } from "../../data/people.ts";
import { SUMMARY_TEXTS as S } from "../../data/texts/summary.ts";
import { useApp, useClock, useZone } from "../../state/app.ts";
import { showRows } from "../../state/commands.ts";
import { Block, Line } from "./line.tsx";

const MOST = 10;

/** First, last and hours of the newest days; the clock is that of the zone on screen. */
export function PersonDays({
  data,
  personKey,
  filter,
}: {
  readonly data: CaseData;
  readonly personKey: string;
  readonly filter: string;
}) {
  const app = useApp();
  const clock = useClock();
  const zone = useZone();
  const days = daysOfPerson(data, personKey, zone, MOST);
  if (days.length === 0) return null;
  const { momentOf } = clock.axis;
  return (
    <Block title={S.person.days} help={QUESTIONS.bounds}>
      <ul>
        {days.map(({ day, first, last, min, max }) => {
          const noon = momentOf(day, 720);
          const least = lengthText(min) ?? "";
          const most = lengthText(max);
          return (
            <Line
              key={day}
              when={clock.dayName(noon)}
              title={S.person.showDay}
              onOpen={() =>
                showRows(app, {
                  view: "timeline",
                  filter,
                  selection: null,
                  window: { from: momentOf(day, 0), to: momentOf(day + 1, 0) },
                })
              }
            >
              {clock.format.shortClock(first)} –{" "}
              {last >= momentOf(day + 1, 0) ? "24:00" : clock.format.shortClock(last)}
              <span className="then">
                {least === most
                  ? least
                  : most === null
                    ? S.person.atLeast(least)
                    : S.person.fromTo(least, most)}
              </span>
            </Line>
          );
        })}
      </ul>
    </Block>
  );
}
