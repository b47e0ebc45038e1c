import type { AppError } from "../../shared/contract/errors.ts";
import { isOutOfMemory } from "../../shared/contract/out-of-memory.ts";
import { MESSAGE_WORDS } from "../../shared/export/message-words.ts";
import { messagesIn } from "../../shared/export/messages.ts";
import { subcategoryText } from "./engine-texts.ts";
import { spoken } from "./language.ts";
import { T } from "./texts.ts";

/** What is said of inputs, damage and certainty, in the language of the page. */
export const MESSAGES_SPOKEN = messagesIn(spoken("messages", MESSAGE_WORDS), subcategoryText);
export const {
  damageText,
  endReasonText,
  errorSentence,
  errorText,
  failureText,
  holeText,
  leftOutText,
  logonClassText,
  noteSentence,
  verdictText,
} = MESSAGES_SPOKEN;

/** What is said where something could not be drawn for want of memory; null for any other failure. */
export function memoryText(failure: unknown): string | null {
  return isOutOfMemory(failure) ? errorText("outOfMemory") : null;
}

/** Why a page has no program behind it, and what to do. */
export function noHostText(error: AppError): string {
  const isStranger = error.code === "notAllowed" && error.params.reason === "token";
  return isStranger ? T.noHost.notLetIn : errorSentence(error);
}
