import { useRef } from "react";
import { ResizeGrip } from "../../components/resize-grip.tsx";
import { DETAIL_TEXTS as W } from "../../data/texts/details.ts";
import { useApp } from "../../state/app.ts";
import { setPrefs } from "../../state/commands.ts";
import { useStore } from "../../state/store.ts";
import type { Selection } from "../../state/view-state.ts";
import { DifferenceDetails } from "../compare/difference-details.tsx";
import { EventDetails } from "./event-details.tsx";
import { FailureDetails } from "./failure-details.tsx";
import { SessionDetails } from "./session-details.tsx";
import { useFocusReturn } from "./use-focus-return.ts";

/** The pane on the right: one selected row, said, proved and shown raw. */
export function DetailsPane() {
  const selection = useStore(useApp().view, (view) => view.selection);
  const hasData = useStore(useApp().dataset, (dataset) => dataset.data !== null);
  return selection === null || !hasData ? null : <OpenPane selection={selection} />;
}

function OpenPane({ selection }: { readonly selection: Selection }) {
  const app = useApp();
  const pane = useRef<HTMLElement>(null);
  const focus = useFocusReturn(pane, selection);
  const width = useStore(app.prefs, (prefs) => prefs.detailWidth);
  const data = useStore(app.dataset, (dataset) => dataset.data);
  if (data === null) return null;
  return (
    <aside className="side" aria-label={W.label} style={{ width }} ref={pane} tabIndex={-1} {...focus}>
      <ResizeGrip
        label={W.width}
        width={width}
        least={270}
        most={700}
        onWidth={(detailWidth) => setPrefs(app, { detailWidth })}
      />
      {selection.type === "session" && selection.row < data.sessions.length && (
        <SessionDetails key={selection.row} data={data} row={selection.row} />
      )}
      {selection.type === "failure" && selection.row < data.failures.length && (
        <FailureDetails key={selection.row} data={data} row={selection.row} />
      )}
      {selection.type === "difference" && (
        <DifferenceDetails
          key={`${selection.section} ${selection.at}`}
          section={selection.section}
          at={selection.at}
        />
      )}
      {selection.type === "event" && (
        <EventDetails
          key={`${selection.source} ${selection.offset}`}
          data={data}
          source={selection.source}
          offset={selection.offset}
        />
      )}
    </aside>
  );
}
