import { KeyRound, Lock, SprayCan, TriangleAlert, Zap } from "lucide-react";
import { type ReactNode, useState } from "react";
import { parseQuery } from "../../../shared/engine/filter/parse.ts";
import { termText } from "../../../shared/engine/filter/print.ts";
import { visibleText } from "../../../shared/export/visible-text.ts";
import type { CaseData } from "../../../shared/types/case.ts";
import { type FailureRun, runsOf } from "../../data/failure-runs.ts";
import { type HiddenLockouts, type LockoutFacts, lockoutsIn } from "../../data/lockouts.ts";
import { listed } from "../../data/numbers.ts";
import { FAILURES } from "../../data/texts/failures.ts";
import { T } from "../../data/texts.ts";
import { useApp, useClock } from "../../state/app.ts";
import { showRows } from "../../state/commands.ts";
import { useStore } from "../../state/store.ts";
import { AddLog } from "./add-log.tsx";
import type { FailureRunState } from "./use-failure-runs.ts";

const WORDS = FAILURES.findings;
/** Lines shown at first; a click shows this many more. */
const FEW = 4;
const MORE = 50;

interface FindingsProps {
  readonly data: CaseData;
  readonly state: FailureRunState;
  readonly hidden: HiddenLockouts | null;
}

/** What stands out among the refusals: what looks like guessing, which accounts were locked, and what cannot be told. */
export function Findings({ data, state, hidden }: FindingsProps) {
  const app = useApp();
  const clock = useClock();
  const window = useStore(app.view, (view) => view.window);
  const [most, setMost] = useState(FEW);
  const { sheet, view } = state;
  const locked = lockoutsIn(data, window);
  const runs = sheet === null || view === null ? [] : runsOf(sheet, most, { view, zone: clock.zone });
  const found = sheet?.length ?? 0;
  const left = Math.max(0, found - runs.length) + Math.max(0, locked.length - most);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="findings" aria-label={WORDS.title} tabIndex={0}>
      {hidden !== null && <Hidden hidden={hidden} />}
      <ul>
        {runs.map((run, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: runs have nothing else that is theirs alone
          <RunLine key={at} run={run} />
        ))}
        {locked.slice(0, most).map((fact) => (
          <LockoutLine key={fact.at} data={data} fact={fact} />
        ))}
      </ul>
      {sheet !== null && found === 0 && <p className="mute">{WORDS.none}</p>}
      {sheet === null && <Making phase={state.phase} />}
      {(left > 0 || most > FEW) && (
        <p className="chart-more">
          {left > 0 && (
            <button type="button" className="link" onClick={() => setMost(most + MORE)}>
              {WORDS.more(left)}
            </button>
          )}
          {most > FEW && (
            <button type="button" className="link" onClick={() => setMost(FEW)}>
              {WORDS.fewer}
            </button>
          )}
        </p>
      )}
    </section>
  );
}

function Making({ phase }: Pick<FailureRunState, "phase">) {
  const app = useApp();
  const reading = useStore(app.job, (job) => job.phase === "running");
  if (phase !== "failed" && phase !== "stopped") {
    return (
      <p className="mute" role="status">
        {reading ? WORDS.reading : WORDS.making}
      </p>
    );
  }
  return (
    <p role="status">
      {phase === "failed" ? WORDS.failed : WORDS.stopped}{" "}
      <button type="button" className="link" onClick={() => app.reports.again()}>
        {WORDS.again}
      </button>
    </p>
  );
}

function Finding(props: {
  readonly icon: ReactNode;
  readonly what: string;
  readonly title: string;
  readonly onShow: (() => void) | null;
  readonly children: ReactNode;
}) {
  const line = (
    <>
      {props.icon}
      <b>{props.what}</b>
      <span className="what">{props.children}</span>
    </>
  );
  return (
    <li>
      {props.onShow === null ? (
        <span className="finding">{line}</span>
      ) : (
        <button type="button" className="finding" title={props.title} onClick={props.onShow}>
          {line}
        </button>
      )}
    </li>
  );
}

function RunLine({ run: { cells, behind } }: { readonly run: FailureRun }) {
  const app = useApp();
  const clock = useClock();
  const filter = useStore(app.view, (view) => view.filter);
  const [from, to] = clock.fromTo(cells.first, cells.last);
  const isSpray = cells.what === "spray";
  const parts = [
    WORDS.attempts(cells.attempts ?? 0),
    cells.account === null ? WORDS.onMany(cells.accounts ?? 0) : WORDS.on(visibleText(cells.account)),
    cells.source === null ? WORDS.fromUnknown : WORDS.from(visibleText(cells.source)),
  ];
  return (
    <Finding
      icon={isSpray ? <SprayCan aria-hidden /> : <Zap aria-hidden />}
      what={isSpray ? WORDS.spray : WORDS.burst}
      title={WORDS.show}
      onShow={
        behind === null
          ? null
          : () =>
              showRows(app, {
                view: "failures",
                filter: both(filter, behind.filter),
                ...(behind.window === null ? {} : { window: behind.window }),
              })
      }
    >
      {parts.join(" ")}, {WORDS.fromTo(from, to)}
      {!Number.isNaN(cells.succeeded) && (
        <span className="tag tag-fail">
          <KeyRound aria-hidden />
          {WORDS.signedIn(visibleText(cells.succeededAs ?? ""), clock.near(cells.succeeded, cells.last))}
        </span>
      )}
    </Finding>
  );
}

/** A filter that asks for what both ask for. */
function both(old: string, next: string): string {
  if (old.trim() === "" || next === "" || old.includes(next)) return old.includes(next) ? old : next;
  const query = parseQuery(old);
  return query.ok && query.value.type === "or" ? `(${old}) ${next}` : `${old.trim()} ${next}`;
}

function LockoutLine({ data, fact }: { readonly data: CaseData; readonly fact: LockoutFacts }) {
  const app = useApp();
  const clock = useClock();
  const lockout = data.lockouts[fact.at]!;
  const words = FAILURES.lockouts;
  const user = visibleText(lockout.user || lockout.sid) || T.noUser;
  const parts = [
    clock.short(lockout.time),
    lockout.caller === "" ? words.noCaller : words.by(visibleText(lockout.caller)),
    fact.refusals === 0 ? words.noneBefore : words.before(fact.refusals, fact.sources),
    ...(Number.isNaN(fact.unlocked)
      ? []
      : [words.unlocked(clock.nearShort(fact.unlocked, lockout.time), visibleText(fact.unlockedBy))]),
  ];
  return (
    <Finding
      icon={<Lock aria-hidden />}
      what={words.locked}
      title={words.show}
      onShow={
        lockout.user === ""
          ? null
          : () => showRows(app, { view: "failures", filter: termText("user", lockout.user) })
      }
    >
      {user}: {parts.join("; ")}
    </Finding>
  );
}

/** Accounts named before the others are only counted. */
const NAMED = 3;

/** What only a domain controller knows, and the way to ask it. */
function Hidden({ hidden: { accounts, refusals, domains } }: { readonly hidden: HiddenLockouts }) {
  const words = FAILURES.member;
  const names = (all: readonly string[]) => {
    const shown = all.slice(0, NAMED).map(visibleText);
    return listed(all.length > NAMED ? [...shown, words.andMore(all.length - NAMED)] : shown);
  };
  return (
    <p className={refusals > 0 ? "hidden-lockouts alarm" : "hidden-lockouts mute"}>
      {refusals > 0 && <TriangleAlert aria-hidden />}
      <span>
        {refusals > 0 ? words.refused(names(accounts), refusals) : words.quiet(names(domains))} <AddLog />
      </span>
    </p>
  );
}
