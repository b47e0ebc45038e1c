import {
  ChartColumn,
  CircleAlert,
  Database,
  Diff,
  FileChartColumn,
  Grid2x2Check,
  LayoutList,
  type LucideIcon,
  ScanText,
  ScrollText,
  SquareChartGantt,
} from "lucide-react";
import { T } from "../../data/texts.ts";
import { useApp } from "../../state/app.ts";
import { showView } from "../../state/commands.ts";
import { useStore } from "../../state/store.ts";
import { keyOfView, VIEWS, type ViewName } from "../../state/view-state.ts";

const ICONS: Readonly<Record<ViewName, LucideIcon>> = {
  summary: ScanText,
  timeline: SquareChartGantt,
  sessions: LayoutList,
  failures: CircleAlert,
  breakdown: ChartColumn,
  sources: Database,
  reports: FileChartColumn,
  coverage: Grid2x2Check,
  events: ScrollText,
  compare: Diff,
};

export function Rail() {
  const app = useApp();
  const current = useStore(app.view, (view) => view.view);
  return (
    <nav className="rail" aria-label={T.viewList}>
      {VIEWS.map((view) => {
        const Icon = ICONS[view];
        return (
          <button
            key={view}
            type="button"
            aria-current={view === current ? "page" : undefined}
            title={`${T.views[view]} (${keyOfView(view)})`}
            onClick={() => showView(app, view)}
          >
            <Icon aria-hidden />
            {T.views[view]}
          </button>
        );
      })}
    </nav>
  );
}
