import type { Aliases, MaskRole } from "../../shared/engine/masking/aliases.ts";
import type { FullRecord, FullValue } from "../../shared/types/full-record.ts";

/** What the fields of records name, by the end of their name in small letters; the first that fits holds. */
const ROLES: readonly (readonly [ending: RegExp, role: MaskRole])[] = [
  [/sid$/, "sid"],
  [/(ip|client)?address$|^clientip$|^ipstring$/, "address"],
  [/(user|account|member|sam|service)name$|^user$|^param1$/, "user"],
  [/domain(name)?$|^param2$|accountdomain$/, "domain"],
  [/workstation(name)?$|computer(name)?$|clientname$|servername$|^machine/, "place"],
  [/process(name)?$|path$|image$/, "path"],
];
/** Numbers, GUIDs, codes and words of the event format: they name nobody. */
const HARMLESS = /^(?:|-|0x[0-9a-f]+|\d{1,19}|%%\d+|\{[0-9a-f-]{36}\}|true|false)$/i;
const HARMLESS_FIELDS =
  /^(?:logon(?:type|processname)|authenticationpackagename|lmpackagename|transmittedservices|impersonationlevel|status|substatus|failurereason|sessionname|keywords?|privilegelist)$/i;

/** Text that is not shown because nobody knows whether it names somebody. */
export const HIDDEN = "(hidden)";

/** One record under aliases. What is neither known as a name nor as harmless is hidden. */
export function maskedRecord(record: FullRecord, aliases: Aliases): FullRecord {
  const one = (name: string, text: string): string => {
    if (HARMLESS_FIELDS.test(name)) return text;
    const role = ROLES.find(([ending]) => ending.test(name.toLowerCase()))?.[1];
    if (role !== undefined) return aliases.of(role, text);
    return HARMLESS.test(text) ? text : HIDDEN;
  };
  const all = (fields: Readonly<Record<string, FullValue>>): Record<string, FullValue> =>
    Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [
        name,
        typeof value === "string" ? one(name, value) : value.map((each) => one(name, each)),
      ]),
    );
  return {
    ...record,
    computer: record.computer === null ? null : aliases.of("computer", record.computer),
    userSid: record.userSid === null ? null : aliases.of("sid", record.userSid),
    data: all(record.data),
    userData: all(record.userData),
  };
}

const ALIAS = /\b(user|computer|domain|address)-(\d+)\b/g;

/** A filter about aliases as one about the names they stand for. */
export function unmaskedFilter(filter: string, aliases: Aliases): string {
  const names = new Map(aliases.key().map(({ alias, name }) => [alias, name]));
  return filter.replace(ALIAS, (alias) => names.get(alias) ?? alias);
}
