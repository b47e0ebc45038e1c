import { TriangleAlert } from "lucide-react";
import { fitsSessions } from "../../data/rows.ts";
import { T } from "../../data/texts.ts";
import { useApp, useZone } from "../../state/app.ts";
import { fitsEvents } from "../../state/event-commands.ts";
import { useStore } from "../../state/store.ts";

/** Says when the filter cannot be asked of what is on screen, because then it hides nothing there. */
export function FilterNote() {
  const app = useApp();
  const zone = useZone();
  const data = useStore(app.dataset, (dataset) => dataset.data);
  const { view, filter, kinds } = useStore(app.view, (state) => state);
  const ofSessions = view === "timeline" || view === "sessions" || view === "breakdown";
  if (data === null || !ofSessions || fitsSessions(data, filter, zone, kinds)) return null;
  return (
    <div className="banner" role="status">
      <TriangleAlert aria-hidden />
      {fitsEvents(filter, zone) ? T.filter.onlyEvents : T.filter.onlyFailures}
    </div>
  );
}
