import { Package, ScrollText } from "lucide-react";
import { visibleText } from "../../../shared/export/visible-text.ts";
import type { SideSummary } from "../../data/compare-job/compare-messages.ts";
import { bytesText } from "../../data/numbers.ts";
import { COMPARE_TEXTS as W } from "../../data/texts/compare.ts";
import { useClock } from "../../state/app.ts";

/** One of the two: what it is, what it reaches over, and what it holds. */
export function SideCard({ side, label }: { readonly side: SideSummary; readonly label: string }) {
  const { format } = useClock();
  const { pack, engine, partial, oldest, newest, bytes, inputs, sessions, failures } = side;
  const from = format.full(oldest);
  const to = format.full(newest);
  const Icon = pack === null ? ScrollText : Package;
  return (
    <section className="side-card" aria-label={label}>
      <h2>
        <Icon aria-hidden />
        {label}
        {side.side === "screen" && <span className="tag">{W.onScreen}</span>}
      </h2>
      <p className="clip" dir="auto">
        {pack === null ? `${W.read(inputs)}, ${bytesText(bytes)}` : W.pack(visibleText(pack.file))}
      </p>
      <p>{from === null || to === null ? W.nothing : W.spans(from, to)}</p>
      <p>
        {W.holds(sessions, failures)} <span className="mute">· {W.madeBy(engine)}</span>
        {partial && <span className="tag tag-fail">{W.partial}</span>}
      </p>
      {pack !== null && (
        <p className="mute clip" title={pack.manifestSha256}>
          {W.manifest} <span className="mono">{pack.manifestSha256}</span>
        </p>
      )}
    </section>
  );
}
