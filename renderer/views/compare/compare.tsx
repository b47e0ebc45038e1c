import { ArrowRightLeft, Diff, TriangleAlert, X } from "lucide-react";
import { useState } from "react";
import { ALL_KINDS, DEFAULT_KINDS } from "../../../shared/engine/filter/filter.ts";
import { CHANGES } from "../../../shared/export/compare/compare-record.ts";
import { Segmented } from "../../components/segmented.tsx";
import type { CompareSummary } from "../../data/compare-job/compare-messages.ts";
import { errorSentence, failureText } from "../../data/messages.ts";
import { count } from "../../data/numbers.ts";
import { sameKinds } from "../../data/report-lines.ts";
import { COMPARE_TEXTS as W } from "../../data/texts/compare.ts";
import { fileName } from "../../data/texts.ts";
import { useApp } from "../../state/app.ts";
import { endComparing, showChanges, swapSides } from "../../state/compare-commands.ts";
import type { CompareState } from "../../state/compare-desk.ts";
import { useStore } from "../../state/store.ts";
import { ProgressLine } from "../frame/progress-line.tsx";
import { CompareButton } from "./compare-button.tsx";
import { ComparedInputs } from "./compared-inputs.tsx";
import { DifferenceTable } from "./difference-table.tsx";
import { SideCard } from "./side-card.tsx";
import { useComparison } from "./use-comparison.ts";

type Tab = "rows" | "inputs";
const TABS = [
  ["rows", W.tabs.rows],
  ["inputs", W.tabs.inputs],
] as const;
/** Sentences that stand above the differences at once. */
const MOST_SAID = 3;
/** Sources that could not be read, told one by one. */
const MOST_UNREAD = 5;

/** The case on screen beside another one: what came, went and changed, and what a log does not hold any more. */
export function Compare() {
  const app = useApp();
  const state = useComparison();
  const hasCase = useStore(app.dataset, (dataset) => dataset.data !== null);
  const reading = useStore(app.job, (job) => job.phase === "running");
  if (!hasCase) return null;
  if (state.phase === "none") return <Choose reading={reading} />;
  const { summary } = state;
  return (
    <section className="view-body flush compare" aria-label={W.title}>
      {summary === null ? (
        <div className="compare-wait">
          <h1>{W.title}</h1>
          {reading && <p className="mute">{W.waits}</p>}
          <Making state={state} />
        </div>
      ) : (
        <Compared state={state} summary={summary} />
      )}
    </section>
  );
}

/** Nothing to compare with yet: what it is for, and how to choose. */
function Choose({ reading }: { readonly reading: boolean }) {
  return (
    <section className="view-body empty compare-choose" aria-label={W.title}>
      <Diff aria-hidden />
      <h1>{W.empty}</h1>
      <p>{W.lead}</p>
      <CompareButton className="btn primary" label={W.choose} />
      <p className="mute">{W.drop}</p>
      {reading && <p className="mute">{W.waits}</p>}
    </section>
  );
}

/** How far it is, with a way to stop it; or why there is nothing. */
function Making({ state }: { readonly state: CompareState }) {
  const app = useApp();
  const masked = useStore(app.masking, (masking) => masking !== null);
  const { phase, part, progress, files, unread } = state;
  const names = masked ? "" : files.map(({ name }) => name).join(", ");
  if (phase === "stopped" || phase === "failed" || phase === "unread") {
    return (
      <>
        <p role={phase === "stopped" ? "status" : "alert"} className={phase === "stopped" ? "" : "bad"}>
          {phase === "unread" && unread !== null
            ? errorSentence(unread.error)
            : phase === "failed"
              ? W.failed
              : W.stopped}
        </p>
        {unread !== null && !masked && (
          <ul>
            {unread.sources.slice(0, MOST_UNREAD).map((source) => (
              <li key={source.id}>
                {failureText({ path: fileName(source.path), failure: source.failure }) ??
                  fileName(source.path)}
              </li>
            ))}
          </ul>
        )}
        <p className="compare-actions">
          <button type="button" className="btn" onClick={() => app.compare.again()}>
            {W.again}
          </button>
          <CompareButton className="btn" label={W.other} />
          <button type="button" className="btn" onClick={() => endComparing(app)}>
            {W.end}
          </button>
        </p>
      </>
    );
  }
  const label = phase === "reading" ? W.reading(names) : phase === "handingOver" ? W.handing : W.comparing;
  return (
    <>
      <p>{label}…</p>
      <p className="compare-progress" role="status">
        {phase === "reading" ? (
          <ProgressLine progress={progress} />
        ) : (
          <>
            <progress aria-label={label} {...(part > 0 ? { value: part, max: 1 } : {})} />
            {part > 0 && <b>{Math.floor(part * 100)} %</b>}
          </>
        )}
        <button type="button" className="btn small" onClick={() => app.compare.stop()}>
          {W.cancel}
        </button>
      </p>
    </>
  );
}

function Compared({ state, summary }: { readonly state: CompareState; readonly summary: CompareSummary }) {
  const app = useApp();
  const [tab, setTab] = useState<Tab>("rows");
  return (
    <>
      <header className="compare-head">
        <div className="compare-title">
          <h1>{W.title}</h1>
          <span className="grow" />
          <CompareButton className="btn small" label={W.other} />
          <button type="button" className="btn small" title={W.end} onClick={() => endComparing(app)}>
            <X aria-hidden />
            {W.end}
          </button>
        </div>
        <div className="compare-sides">
          <SideCard side={summary.a} label={W.before} />
          <button
            type="button"
            className="btn icon"
            title={W.swapTitle}
            aria-label={W.swap}
            onClick={() => swapSides(app)}
          >
            <ArrowRightLeft aria-hidden />
          </button>
          <SideCard side={summary.b} label={W.now} />
        </div>
        <CalledOut sentences={summary.sentences} />
        {!summary.filtered && <p className="mute">{W.otherFilter}</p>}
      </header>
      <div className="tool">
        <Segmented label={W.tabs.label} value={tab} options={TABS} onChange={setTab} />
        {tab === "rows" && <Shown summary={summary} />}
        {state.phase !== "done" && (
          <span className="compare-progress" role="status">
            <progress aria-label={W.comparing} />
            {W.comparing}…
          </span>
        )}
      </div>
      {tab === "inputs" ? (
        <ComparedInputs summary={summary} />
      ) : (
        <DifferenceTable state={state} summary={summary} empty={<Nothing summary={summary} />} />
      )}
    </>
  );
}

/** How many of each kind; a click shows only these. */
function Shown({ summary }: { readonly summary: CompareSummary }) {
  const app = useApp();
  const changes = useStore(app.view, (view) => view.compareChanges);
  // Hiding what is automatic is the way of the other views; here it would hide what went missing.
  const usual = useStore(app.view, (view) => sameKinds(view.kinds, DEFAULT_KINDS));
  const { sessions, failures } = summary.counts;
  const counts = {
    changed: sessions.changed,
    added: sessions.added + failures.added,
    gone: sessions.gone + failures.gone,
  };
  const all = counts.changed + counts.added + counts.gone;
  const options = [
    ["all", `${W.all} ${count(all)}`] as const,
    ...CHANGES.map((change) => [change, `${W.changes[change]} ${count(counts[change])}`] as const),
  ];
  return (
    <>
      <Segmented
        label={W.show}
        value={changes.length === 1 ? changes[0]! : "all"}
        options={options}
        onChange={(next) => showChanges(app, next === "all" ? null : next)}
      />
      <span className="mute compare-same">
        {W.same} <b>{count(sessions.same + failures.same)}</b>
      </span>
      <span className="grow" />
      {usual && <span className="mute clip">{W.allKinds}</span>}
    </>
  );
}

/** What has to be known before anything else, worst first. */
function CalledOut({ sentences }: { readonly sentences: readonly string[] }) {
  const [open, setOpen] = useState(false);
  if (sentences.length === 0) return null;
  const shown = open ? sentences.slice(0, 200) : sentences.slice(0, MOST_SAID);
  return (
    <section className="compare-said" aria-label={W.calledOut}>
      <TriangleAlert aria-hidden />
      <ul>
        {shown.map((sentence) => (
          <li key={sentence} dir="auto">
            {sentence}
          </li>
        ))}
        {!open && sentences.length > MOST_SAID && (
          <li>
            <button type="button" className="link" onClick={() => setOpen(true)}>
              {W.more(sentences.length - MOST_SAID)}
            </button>
          </li>
        )}
      </ul>
    </section>
  );
}

/** Why there is no row: because the two are equal, or because something hides them. */
function Nothing({ summary }: { readonly summary: CompareSummary }) {
  const app = useApp();
  const changes = useStore(app.view, (view) => view.compareChanges);
  const asked = useStore(
    app.view,
    ({ filter, window, kinds }) => filter.trim() !== "" || window !== null || kinds.length < ALL_KINDS.length,
  );
  const { sessions, failures } = summary.counts;
  const all = sessions.changed + sessions.added + sessions.gone + failures.added + failures.gone;
  if (all > 0) {
    return (
      <div className="empty">
        <strong>{W.noneOfThese}</strong>
        <button type="button" className="btn" onClick={() => showChanges(app, null)}>
          {W.all}
        </button>
      </div>
    );
  }
  const narrowed = asked && changes.length > 0;
  return (
    <div className="empty">
      <strong>{W.equal}</strong>
      <p>{W.equalText}</p>
      {narrowed && (
        <>
          <p>{W.hidden}</p>
          <button
            type="button"
            className="btn"
            onClick={() => app.view.patch({ filter: "", window: null, kinds: ALL_KINDS })}
          >
            {W.showAll}
          </button>
        </>
      )}
    </div>
  );
}
