import type { CaseData } from "../../../shared/types/case.ts";
import { domainSummary } from "../../data/domain.ts";
import { DOMAIN_TEXTS as D } from "../../data/texts/domain.ts";
import { counted } from "../../data/texts.ts";

/** What the domain controllers of a case saw, and what nobody may read into it. Nothing without any. */
export function DomainLine({ data }: { readonly data: CaseData }) {
  const found = domainSummary(data);
  if (found === null) return null;
  const facts = [
    `${counted(found.authentications, "authentication")} ${D.of} ${counted(found.users, "user")}`,
    ...(found.attempts === null || found.attempts === 0
      ? []
      : [`${counted(found.attempts, ...D.attempts)} ${D.once}`]),
    ...(found.lockouts === 0 ? [] : [counted(found.lockouts, "lockout")]),
  ];
  return (
    <p className="mute domain-line" role="note">
      {`${counted(found.controllers, ...D.controllers)}: ${facts.join(", ")}. ${D.dcOnly}`}
    </p>
  );
}
