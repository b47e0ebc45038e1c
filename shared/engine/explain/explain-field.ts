import type { CatalogTexts } from "../catalog/catalog-words.ts";
import { BUILT_IN_LOGONS, wellKnownName } from "../catalog/identities.ts";
import { logonTypeName } from "../catalog/logon-types.ts";

/** Events whose `Status` is a Kerberos result; in all others it is an NTSTATUS. */
const KERBEROS_EVENTS: ReadonlySet<number> = new Set([4768, 4769, 4770, 4771, 4772, 4773]);

/** Words for values that no table of codes has. */
export const FIELD_WORDS = { thisComputer: "the computer itself" };

/**
 * Tells what the value of a field of a record means, in words; null where it speaks for itself or is not known. `name`
 * and `value` are as the record writes them.
 */
export function explainFieldIn(
  words: typeof FIELD_WORDS,
  catalog: CatalogTexts,
): (eventId: number, name: string, value: string) => string | null {
  return (eventId, name, value) => {
    const text = value.trim();
    if (text === "" || text === "-") return null;
    if (text.includes("%%")) {
      const expanded = catalog.expandParameters(text);
      return expanded === text ? null : expanded;
    }
    if (text.startsWith("S-1-")) return wellKnownName(text);
    switch (name) {
      case "LogonType":
        return explainLogonType(catalog, text);
      case "Status":
      case "SubStatus":
      case "FailureCode":
      case "ErrorCode":
        return explainCode(catalog, eventId, text);
      case "PreAuthType":
        return catalog.describePreAuthentication(Number(text));
      case "TargetLogonId":
      case "SubjectLogonId":
      case "TargetLinkedLogonId":
      case "LogonId":
      case "LogonID":
        return BUILT_IN_LOGONS.find(({ logonId }) => logonId === Number(text))?.account ?? null;
      case "IpAddress":
      case "ClientAddress":
        return text === "127.0.0.1" || text === "::1" ? words.thisComputer : null;
      default:
        return null;
    }
  };
}

function explainLogonType(catalog: CatalogTexts, text: string): string | null {
  const type = Number(text);
  const meaning = catalog.logonTypeMeaning(type);
  return meaning === "" ? null : `${logonTypeName(type)}: ${meaning}`;
}

function explainCode(catalog: CatalogTexts, eventId: number, text: string): string | null {
  const code = Number(text);
  if (!Number.isInteger(code) || code < 0 || code > 0xffff_ffff) return null;
  const known = KERBEROS_EVENTS.has(eventId) ? catalog.describeKerberos(code) : catalog.describeStatus(code);
  return known?.text ?? null;
}
