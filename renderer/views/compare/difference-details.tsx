import { useEffect, useState } from "react";
import type { Difference, Section, TwoSidedFact } from "../../data/compare-job/compare-messages.ts";
import { COMPARE_TEXTS as W } from "../../data/texts/compare.ts";
import { useApp } from "../../state/app.ts";
import { useStore } from "../../state/store.ts";
import { DetailsHead } from "../details/details-head.tsx";

/** One difference in full: what each side says, what changed, and every fact beside the other side's. */
export function DifferenceDetails({ section, at }: { readonly section: Section; readonly at: number }) {
  const app = useApp();
  const answered = useStore(app.compare.state, (state) => state.answered);
  const [shown, setShown] = useState<Difference | null>(null);
  useEffect(() => {
    let gone = false;
    void app.compare.difference(section, at).then((found) => {
      if (!gone && answered !== null) setShown(found);
    });
    return () => {
      gone = true;
    };
  }, [app, section, at, answered]);
  if (shown === null) return <div className="details" aria-busy />;
  return (
    <div className="details difference" data-section={section}>
      <DetailsHead title={shown.title} under={shown.under} text={() => textOf(shown)} />
      <p className="difference-tags">
        <span className="tag">{W.sections[section]}</span>
        {shown.findings.map((finding) => (
          <span key={finding} className="tag">
            {finding}
          </span>
        ))}
      </p>
      <Said label={W.before} words={shown.a} />
      <Said label={W.now} words={shown.b} />
      {shown.changed.length > 0 && (
        <>
          <h3 className="section">{W.detail.changed}</h3>
          <Facts facts={shown.changed} sides={BOTH} />
        </>
      )}
      <h3 className="section">{shown.a === null || shown.b === null ? W.detail.one : W.detail.facts}</h3>
      <Facts facts={shown.facts} sides={shown.a === null ? [NOW] : shown.b === null ? [BEFORE] : BOTH} />
      {shown.known !== "" && <p className="meaning">{shown.known}</p>}
    </div>
  );
}

function Said({ label, words }: { readonly label: string; readonly words: string | null }) {
  return (
    <p className="say">
      <b>{label}:</b> {words ?? <span className="mute">{W.detail.notThere}</span>}
    </p>
  );
}

interface ShownSide {
  readonly key: "a" | "b";
  readonly label: string;
}
const BEFORE: ShownSide = { key: "a", label: W.before };
const NOW: ShownSide = { key: "b", label: W.now };
const BOTH = [BEFORE, NOW] as const;

/** Facts of the sides that have any: beside one that has none they would only be narrower. */
function Facts({
  facts,
  sides,
}: {
  readonly facts: readonly TwoSidedFact[];
  readonly sides: readonly ShownSide[];
}) {
  return (
    <table className="two-sided">
      <thead>
        <tr>
          <th scope="col">{W.detail.fact}</th>
          {sides.map(({ key, label }) => (
            <th key={key} scope="col">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {facts.map((fact) => (
          <tr key={fact.name} className={sides.length === 1 || fact.a === fact.b ? undefined : "differs"}>
            <th scope="row">{fact.name}</th>
            {sides.map(({ key }) => (
              <td key={key} dir="auto">
                {fact[key] === "" ? "–" : fact[key]}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The same as text, to be taken elsewhere. */
function textOf({ title, under, findings, a, b, changed, facts, section }: Difference): string {
  const lines = (list: readonly TwoSidedFact[]) =>
    list.map((fact) => W.arrow(fact.name, fact.a || "–", fact.b || "–"));
  return [
    title,
    under,
    [W.sections[section], ...findings].join(", "),
    `${W.before}: ${a ?? W.detail.notThere}`,
    `${W.now}: ${b ?? W.detail.notThere}`,
    ...(changed.length === 0 ? [] : [`${W.detail.changed}:`, ...lines(changed)]),
    `${W.detail.facts}:`,
    ...lines(facts),
  ].join("\n");
}
