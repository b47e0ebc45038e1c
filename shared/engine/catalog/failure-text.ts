import { describeFailureReason, type parametersIn } from "./message-parameters.ts";
import { describeStatus, type statusIn } from "./status-codes.ts";

/** Why a logon was refused. */
export interface FailureText {
  /** Stable name of the reason for grouping: `0xc000006a`, `%%2308`, or `unknown`. */
  readonly key: string;
  readonly text: string;
  readonly advice: string;
}

/** Codes that name no cause: a specific FailureReason beside them says more. */
const GENERIC: ReadonlySet<number> = new Set([0x0, 0xc000006d, 0xc000006e, 0xc00002ee]);

/** Words for refusals that no table has. */
export const FAILURE_WORDS = {
  none: "No reason was recorded",
  other: (code: string) => `Refused with code ${code}`,
  otherAdvice: "Look the code up in Microsoft's list of NTSTATUS values.",
};

export function failuresIn(
  words: typeof FAILURE_WORDS,
  status: ReturnType<typeof statusIn>,
  reasons: Pick<ReturnType<typeof parametersIn>, "describeFailureReason">,
): (status: number, subStatus: number, reasonText: string) => FailureText {
  return (main, sub, reasonText) => {
    const code = (sub !== 0 ? sub : main) >>> 0;
    const known = status(code);
    const reason = reasons.describeFailureReason(reasonText);
    const hex = `0x${code.toString(16)}`;
    if (known !== null && !GENERIC.has(code)) return { key: hex, ...known };
    if (reason !== null && (!reason.generic || known === null || code === 0)) {
      return { key: reasonText, text: reason.text, advice: reason.advice };
    }
    if (code === 0) return { key: "unknown", text: words.none, advice: "" };
    if (known !== null) return { key: hex, ...known };
    return { key: hex, text: words.other(hex), advice: words.otherAdvice };
  };
}

/**
 * The plain reason of a failed logon (4625). SubStatus speaks when it is not zero, else Status; where that code names
 * no cause, or is not known, a specific FailureReason (`%%nnnn`) takes its place.
 */
export const describeFailure = failuresIn(FAILURE_WORDS, describeStatus, { describeFailureReason });
