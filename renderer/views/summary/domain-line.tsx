import type { CaseData } from "../../../shared/types/case.ts";
import { domainSummary } from "../../data/domain.ts";
import { DOMAIN_TEXTS as D } from "../../data/texts/domain.ts";

/** What the domain controllers of a case saw, and what nobody may read into it. Nothing without any. */
export function DomainLine({ data }: { readonly data: CaseData }) {
  const found = domainSummary(data);
  if (found === null) return null;
  const facts = [
    D.authentications(found.authentications, found.users),
    ...(found.attempts === null || found.attempts === 0 ? [] : [D.attempts(found.attempts)]),
    ...(found.lockouts === 0 ? [] : [D.lockouts(found.lockouts)]),
  ];
  return (
    <p className="mute domain-line" role="note">
      {D.line(found.controllers, facts.join(", "))}
    </p>
  );
}
