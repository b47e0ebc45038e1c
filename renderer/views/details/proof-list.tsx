import { useState } from "react";
import type { Clock } from "../../data/clock.ts";
import { proofLabel } from "../../data/proof-words.ts";
import type { Proof } from "../../data/session-facts.ts";
import { DETAIL_TEXTS as W } from "../../data/texts/details.ts";
import { T } from "../../data/texts.ts";
import { useApp } from "../../state/app.ts";
import { showRecord } from "../../state/event-commands.ts";
import { RawRecord } from "./raw-record.tsx";

/** Lines of scripts and rows of exports are no events: they have neither a number of a kind nor one of their own. */
function isTrail({ eventId }: Proof): boolean {
  return eventId === 0;
}

/** The records that prove something; a click on one shows it as Windows wrote it. */
export function ProofList({ proofs, clock }: { readonly proofs: readonly Proof[]; readonly clock: Clock }) {
  const app = useApp();
  const [open, setOpen] = useState<Proof | null>(null);
  if (proofs.length === 0) return <p className="mute">{W.noProof}</p>;
  return (
    <>
      <ul className="proof">
        {proofs.map((proof) => (
          <li key={`${proof.role}-${proof.source}-${proof.offset}`}>
            <span title={W.rawTime(proof.channel, clock.format.full(proof.time) ?? T.notKnown)}>
              {proofLabel(proof.role, proof.eventId)}
              <span className="mute when">{clock.format.clock(proof.moment)}</span>
            </span>
            <button
              type="button"
              className="link"
              aria-expanded={open === proof}
              onClick={() => setOpen(open === proof ? null : proof)}
            >
              {isTrail(proof) ? T.proofOfTrail : `${proof.eventId} #${proof.recordId}`}
            </button>
          </li>
        ))}
      </ul>
      {open !== null && (
        <>
          <h3 className="section">{isTrail(open) ? T.proofOfTrail : W.record(open.recordId)}</h3>
          {!isTrail(open) && (
            <p>
              <button
                type="button"
                className="link"
                onClick={() => showRecord(app, open.source, open.offset, open.time)}
              >
                {T.events.showHere}
              </button>
            </p>
          )}
          <RawRecord proof={open} />
        </>
      )}
    </>
  );
}
