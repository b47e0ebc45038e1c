import { BUILT_IN_LOGONS, wellKnownName } from "../catalog/identities.ts";
import { describeKerberos, describePreAuthentication } from "../catalog/kerberos-codes.ts";
import { logonTypeMeaning, logonTypeName } from "../catalog/logon-types.ts";
import { expandParameters } from "../catalog/message-parameters.ts";
import { describeStatus } from "../catalog/status-codes.ts";

/** Events whose `Status` is a Kerberos result; in all others it is an NTSTATUS. */
const KERBEROS_EVENTS: ReadonlySet<number> = new Set([4768, 4769, 4770, 4771, 4772, 4773]);

/**
 * What the value of a field of a record means, in words; null where it speaks for itself or is not known. `name` and
 * `value` are as the record writes them.
 */
export function explainField(eventId: number, name: string, value: string): string | null {
  const text = value.trim();
  if (text === "" || text === "-") return null;
  if (text.includes("%%")) {
    const words = expandParameters(text);
    return words === text ? null : words;
  }
  if (text.startsWith("S-1-")) return wellKnownName(text);
  switch (name) {
    case "LogonType":
      return explainLogonType(text);
    case "Status":
    case "SubStatus":
    case "FailureCode":
    case "ErrorCode":
      return explainCode(eventId, text);
    case "PreAuthType":
      return describePreAuthentication(Number(text));
    case "TargetLogonId":
    case "SubjectLogonId":
    case "TargetLinkedLogonId":
    case "LogonId":
    case "LogonID":
      return BUILT_IN_LOGONS.find(({ logonId }) => logonId === Number(text))?.account ?? null;
    case "IpAddress":
    case "ClientAddress":
      return text === "127.0.0.1" || text === "::1" ? "the computer itself" : null;
    default:
      return null;
  }
}

function explainLogonType(text: string): string | null {
  const type = Number(text);
  const meaning = logonTypeMeaning(type);
  return meaning === "" ? null : `${logonTypeName(type)}: ${meaning}`;
}

function explainCode(eventId: number, text: string): string | null {
  const code = Number(text);
  if (!Number.isInteger(code) || code < 0 || code > 0xffff_ffff) return null;
  const known = KERBEROS_EVENTS.has(eventId) ? describeKerberos(code) : describeStatus(code);
  return known?.text ?? null;
}
