import { SearchX } from "lucide-react";
import { ALL_KINDS } from "../../shared/engine/filter/filter.ts";
import { kindsInForce } from "../../shared/engine/filter/mentions.ts";
import { visibleText } from "../../shared/export/visible-text.ts";
import { rangeText } from "../data/range-words.ts";
import { visibleFailures, visibleRows } from "../data/rows.ts";
import { T } from "../data/texts.ts";
import { useApp, useClock, useZone } from "../state/app.ts";
import { setFilter, setKinds, setRange, showView } from "../state/commands.ts";
import { useStore } from "../state/store.ts";

type What = "sessions" | "failures";

const NOTHING = {
  sessions: { yet: T.nothing.noSessionsYet, none: T.nothing.noSessions, of: T.nothing.ofSessions },
  failures: { yet: T.nothing.noFailuresYet, none: T.nothing.noFailures, of: T.nothing.ofFailures },
} satisfies Record<What, unknown>;

/** Why there is nothing to see, and the one click that changes it. */
export function NothingMatches({ what, total }: { readonly what: What; readonly total: number }) {
  const app = useApp();
  const reading = useStore(app.job, (job) => job.phase === "running");
  if (total > 0) return <Hidden what={what} total={total} />;
  const words = NOTHING[what];
  return (
    <div className="empty">
      <strong>{reading ? words.yet : words.none}</strong>
      <p>{reading ? T.notYet : T.nothing.noRecords}</p>
      {!reading && (
        <button type="button" className="link" onClick={() => showView(app, "sources")}>
          {T.inputs.showSources}
        </button>
      )}
    </div>
  );
}

interface Reason {
  readonly key: string;
  readonly what: string;
  readonly value: string;
  readonly button: string;
  /** Rows that would be shown without it. */
  readonly left: number;
  readonly remove: () => void;
}

/** Names what hides the rows, with what each would let through. */
function Hidden({ what, total }: { readonly what: What; readonly total: number }) {
  const app = useApp();
  const zone = useZone();
  const clock = useClock();
  const data = useStore(app.dataset, (dataset) => dataset.data);
  const view = useStore(app.view, (state) => state);
  if (data === null) return null;
  const failures = what === "failures";
  const rowsWith = (change: Partial<typeof view>): number =>
    failures
      ? visibleFailures(data, { ...view, ...change }, zone).rows.length
      : visibleRows(data, { ...view, ...change }, zone).length;
  const reasons: Reason[] = [];
  if (view.filter.trim() !== "") {
    reasons.push({
      key: "filter",
      what: T.nothing.filter,
      value: visibleText(view.filter),
      button: T.nothing.clearFilter,
      left: rowsWith({ filter: "" }),
      remove: () => setFilter(app, ""),
    });
  }
  if (view.window !== null) {
    reasons.push({
      key: "range",
      what: T.nothing.range,
      value: rangeText(clock, view.window),
      button: T.range.clear,
      left: rowsWith({ window: null }),
      remove: () => setRange(app, null),
    });
  }
  const hidesKinds = (kindsInForce(view.filter, view.kinds)?.length ?? ALL_KINDS.length) < ALL_KINDS.length;
  if (!failures && hidesKinds) {
    reasons.push({
      key: "kinds",
      what: T.nothing.kinds,
      value: "",
      button: T.nothing.showKinds,
      left: rowsWith({ kinds: ALL_KINDS }),
      remove: () => setKinds(app, ALL_KINDS),
    });
  }
  const all = () => app.view.patch({ filter: "", window: null, ...(failures ? {} : { kinds: ALL_KINDS }) });
  return (
    <div className="empty">
      <SearchX aria-hidden />
      <strong>{T.nothing.title}</strong>
      <p>{NOTHING[what].of(total)}</p>
      <ul className="reasons">
        {reasons.map(({ key, what: name, value, button, left, remove }) => (
          <li key={key}>
            <span className="clip grow">
              {name} {value !== "" && <span className="mono">{value}</span>}
            </span>
            <button type="button" className="btn small" onClick={remove}>
              {button}
            </button>
            <span className="mute num">{left === 0 ? T.nothing.still : T.nothing.shows(left)}</span>
          </li>
        ))}
      </ul>
      {reasons.length > 1 && (
        <button type="button" className="btn" onClick={all}>
          {T.nothing.all}
        </button>
      )}
    </div>
  );
}
