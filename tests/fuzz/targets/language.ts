import { sampleCase } from "../../../renderer/testing/sample-case.ts";
import { filterFailures, filterSessions, parseKinds } from "../../../shared/engine/filter/filter.ts";
import { parseQuery } from "../../../shared/engine/filter/parse.ts";
import { printQuery } from "../../../shared/engine/filter/print.ts";
import { type Query, queryErrorText } from "../../../shared/engine/filter/query.ts";
import { compileEventFilter, EVENT_FILTER_FIELDS } from "../../../shared/engine/filter/record-filter.ts";
import { UTC } from "../../../shared/engine/time/zone.ts";
import type { FuzzTarget } from "../engine/target.ts";
import { utf8 } from "../seeds/text-bytes.ts";
import { holds } from "./check-reader.ts";

const decoder = new TextDecoder();
const NO_WINDOW = { from: Number.NaN, to: Number.NaN };
const EVENT = {
  eventId: 4624,
  timeCreated: "2024-03-04T08:00:00Z",
  computer: "PC1",
  data: { TargetUserName: "anna" },
};
let data: ReturnType<typeof sampleCase> | null = null;

/** A query without its positions. */
function bare(query: Query): unknown {
  switch (query.type) {
    case "and":
    case "or":
      return [query.type, query.parts.map(bare)];
    case "not":
      return ["not", bare(query.part)];
    case "term":
      return ["term", query.field, query.values.map(({ text, quoted }) => [text, quoted])];
    case "word":
      return ["word", query.value.text, query.value.quoted];
    case "all":
      return "all";
  }
}

export const filter: FuzzTarget = {
  name: "filter",
  short: 800,
  about: "the filter language: reading, running, printing and reading again",
  tokens: [
    ...'user: computer: kind: flag: from: to: ip: duration: -user: or and not ( ) " , * ? .. > >= < <= none 10.0.0.0/8 fe80::/10 ::ffff:1.2.3.4/200 today yesterday -7d 2024-02-30 4624-4634 99999999999999999999 3h'.split(
      " ",
    ),
    ...EVENT_FILTER_FIELDS.map((name) => `${name}:`),
    " ",
    "((((((((((",
    "- - - ",
  ],
  seeds: () =>
    [
      'user:anna,"ben ""b""" -(computer:PC* or kind:desktop) duration:>2h',
      "from:2024-03-04 to:2024-03-05T12:00 ip:10.0.0.0/8,fe80::1 -flag:inferred",
      "eventid:4624-4634,4647 channel:Security text:anna record:1..99",
      "desktop,network",
      "not not (a b or c and d) user:none end:none",
    ].map(utf8),
  run(bytes) {
    data ??= sampleCase("one");
    const text = decoder.decode(bytes);
    const context = { strings: data.strings, zone: UTC };
    const parsed = parseQuery(text);
    const sessions = filterSessions(data.sessions, text, context, { kinds: null, ...NO_WINDOW });
    const failures = filterFailures(data.failures, text, context, NO_WINDOW);
    const events = compileEventFilter(text, UTC, NO_WINDOW);
    if (events.ok) events.value(EVENT);
    parseKinds(text);
    for (const result of [parsed, sessions, failures, events]) {
      if (result.ok) continue;
      queryErrorText(result.error);
      holds(result.error.at >= 0 && result.error.at <= text.length, "an error at no place of the text");
    }
    if (!parsed.ok) {
      holds(!sessions.ok && !failures.ok && !events.ok, "a filter that cannot be read was run");
      return;
    }
    const printed = printQuery(parsed.value);
    const again = parseQuery(printed);
    holds(again.ok, "a printed filter cannot be read");
    holds(
      JSON.stringify(bare(again.value)) === JSON.stringify(bare(parsed.value)),
      "a printed filter is another one",
    );
    if (sessions.ok) {
      const rows = filterSessions(data.sessions, printed, context, { kinds: null, ...NO_WINDOW });
      holds(
        rows.ok && String([...rows.value]) === String([...sessions.value]),
        "a printed filter keeps other rows",
      );
    }
  },
};
