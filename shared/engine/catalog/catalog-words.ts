import type { SubcategoryName } from "./audit-subcategories.ts";
import { eventTitlesIn } from "./event-catalog.ts";
import { EVENT_TITLES, type EventTitles } from "./event-titles.ts";
import { FAILURE_WORDS, failuresIn } from "./failure-text.ts";
import {
  KERBEROS_WORDS,
  type KerberosWords,
  kerberosIn,
  PRE_AUTHENTICATION_WORDS,
  type PreAuthenticationWords,
  preAuthenticationIn,
} from "./kerberos-codes.ts";
import { LOGON_TYPE_WORDS, type LogonTypeWords, logonTypesIn } from "./logon-types.ts";
import {
  FAILURE_REASON_WORDS,
  PARAMETER_WORDS,
  type ParameterWords,
  parametersIn,
} from "./message-parameters.ts";
import { OTHER_TITLES, type OtherTitles } from "./other-titles.ts";
import { STATUS_WORDS, type StatusWords, statusIn } from "./status-codes.ts";

/** All words of the catalog in one language. Names that Windows documents (logon types, accounts) are not among them. */
export interface CatalogWords {
  readonly events: EventTitles;
  readonly otherEvents: OtherTitles;
  readonly status: StatusWords;
  readonly kerberos: KerberosWords;
  readonly preAuthentication: PreAuthenticationWords;
  readonly parameters: ParameterWords;
  readonly failures: typeof FAILURE_WORDS;
  readonly logonTypes: LogonTypeWords;
  /** By their English names; one without an entry keeps its name. */
  readonly subcategories: Readonly<Partial<Record<SubcategoryName, string>>>;
}

export const CATALOG_WORDS: CatalogWords = {
  events: EVENT_TITLES,
  otherEvents: OTHER_TITLES,
  status: STATUS_WORDS,
  kerberos: KERBEROS_WORDS,
  preAuthentication: PRE_AUTHENTICATION_WORDS,
  parameters: { values: PARAMETER_WORDS, reasons: FAILURE_REASON_WORDS },
  failures: FAILURE_WORDS,
  logonTypes: LOGON_TYPE_WORDS,
  subcategories: {},
};

/** What the catalog says, in the words of a language. */
export function catalogIn(words: CatalogWords) {
  const subcategories: ReadonlyMap<string, string> = new Map(Object.entries(words.subcategories));
  const parameters = parametersIn(words.parameters);
  const describeStatus = statusIn(words.status);
  return {
    ...parameters,
    describeStatus,
    describeFailure: failuresIn(words.failures, describeStatus, parameters),
    describeKerberos: kerberosIn(words.kerberos),
    describePreAuthentication: preAuthenticationIn(words.preAuthentication),
    logonTypeMeaning: logonTypesIn(words.logonTypes),
    recordTitle: eventTitlesIn(words.events, words.otherEvents),
    /** A subcategory of the audit policy by its English name. */
    subcategoryText: (name: string): string => subcategories.get(name) ?? name,
  };
}
export type CatalogTexts = ReturnType<typeof catalogIn>;
