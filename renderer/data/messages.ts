import { MESSAGE_WORDS } from "../../shared/export/message-words.ts";
import { messagesIn } from "../../shared/export/messages.ts";
import { subcategoryText } from "./engine-texts.ts";
import { spoken } from "./language.ts";

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
