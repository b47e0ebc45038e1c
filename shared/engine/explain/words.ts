import { CATALOG_WORDS, type CatalogWords, catalogIn } from "../catalog/catalog-words.ts";
import { type QueryError, queryErrorText } from "../filter/query.ts";
import { QUERY_WORDS, type QueryWords } from "../filter/query-words.ts";
import { RULE_WORDS, type RuleWords, ruleHelpIn } from "../pairing/rule-help.ts";
import { explainFieldIn, FIELD_WORDS } from "./explain-field.ts";
import { HELP_WORDS, type HelpWords } from "./help-texts.ts";

/** All words of the engine in one language. */
export interface EngineWords {
  readonly catalog: CatalogWords;
  readonly fields: typeof FIELD_WORDS;
  readonly help: HelpWords;
  readonly rules: RuleWords;
  readonly query: QueryWords;
}

export const ENGINE_WORDS: EngineWords = {
  catalog: CATALOG_WORDS,
  fields: FIELD_WORDS,
  help: HELP_WORDS,
  rules: RULE_WORDS,
  query: QUERY_WORDS,
};

/** What the engine says of records, sessions and rules, in the words of a language. */
export function explainedIn({ catalog, fields, help, rules, query }: EngineWords) {
  const texts = catalogIn(catalog);
  return {
    ...texts,
    explainField: explainFieldIn(fields, texts),
    /** What a key of `whatWouldHelp` means, as a sentence. */
    helpText: (key: keyof HelpWords): string => help[key],
    ruleHelp: ruleHelpIn(rules),
    /** What is wrong with a filter, with its column. */
    queryErrorText: (error: QueryError): string => queryErrorText(error, query),
  };
}
export type EngineTexts = ReturnType<typeof explainedIn>;

/** In English. */
export const EXPLAINED: EngineTexts = explainedIn(ENGINE_WORDS);
