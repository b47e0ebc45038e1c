import { formatDuration } from "../../../shared/engine/time/duration.ts";
import type { CaseData } from "../../../shared/types/case.ts";
import { daysOfPerson } from "../../data/people.ts";
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
    <Block title="Days">
      <ul>
        {days.map(({ day, first, last, min, max }) => {
          const noon = momentOf(day, 720);
          const least = formatDuration(min);
          const most = formatDuration(max);
          return (
            <Line
              key={day}
              when={clock.dayName(noon)}
              title="Show this day on the timeline"
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
                {least === most ? least : most === null ? `at least ${least}` : `${least} to ${most}`}
              </span>
            </Line>
          );
        })}
      </ul>
    </Block>
  );
}
