import { ENGINE_WORDS, explainedIn } from "../../shared/engine/explain/words.ts";
import { spoken } from "./language.ts";

/** What the engine says of records, sessions and rules, in the language of the page. */
export const {
  describeFailure,
  describeStatus,
  explainField,
  helpText,
  logonTypeMeaning,
  queryErrorText,
  recordTitle,
  ruleHelp,
  subcategoryText,
} = explainedIn(spoken("engine", ENGINE_WORDS));
