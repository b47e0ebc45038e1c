/*
 * The small part of XPath that `wevtutil /q:` is given here: `*[System[...]]` with comparisons, `and`, `or` and
 * brackets. Anything else is refused, as Windows would refuse it, and so is a query of too many expressions.
 */
export interface Selectable {
  readonly eventId: number;
  readonly recordId: number;
  readonly time: string;
}

const MOST_EXPRESSIONS = 20;
const TOKEN =
  /\s*(\(|\)|and\b|or\b|EventID(?:>=|<=|=)\d+|EventRecordID(?:>=|>|=)\d+|TimeCreated\[@SystemTime>'[0-9T:.Z-]+'\])/y;

/** What a query keeps; null when Windows would call it invalid. */
export function parseQuery(text: string): ((record: Selectable) => boolean) | null {
  if (text === "*") return () => true;
  const inner = /^\*\[System\[(.*)\]\]$/.exec(text)?.[1];
  const tokens = inner === undefined ? null : tokensOf(inner);
  if (tokens === null || expressionsIn(text) > MOST_EXPRESSIONS) return null;
  let at = 0;
  type Test = (record: Selectable) => boolean;
  const atom = (): Test | null => {
    const token = tokens[at++];
    if (token === "(") {
      const test = any();
      return tokens[at++] === ")" ? test : null;
    }
    return token === undefined ? null : comparison(token);
  };
  const chain =
    (word: string, next: () => Test | null, join: (a: Test, b: Test) => Test) => (): Test | null => {
      let test = next();
      while (test !== null && tokens[at] === word) {
        at++;
        const other = next();
        test = other === null ? null : join(test, other);
      }
      return test;
    };
  const all = chain("and", atom, (a, b) => (record) => a(record) && b(record));
  const any: () => Test | null = chain("or", all, (a, b) => (record) => a(record) || b(record));
  const test = any();
  return at === tokens.length ? test : null;
}

/** Comparisons in a query: what Windows counts. */
export function expressionsIn(query: string): number {
  return query.match(/[<>]=?|=/g)?.length ?? 0;
}

function tokensOf(text: string): readonly string[] | null {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const match = TOKEN.exec(text);
    if (match === null) return null;
    tokens.push(match[1]!);
  }
  return tokens;
}

function comparison(token: string): ((record: Selectable) => boolean) | null {
  const [, name, sign, value] = /^(\w+)(>=|<=|=|>)(\d+)$/.exec(token) ?? [];
  if (name === "EventRecordID") {
    const number = Number(value);
    if (sign === "=") return ({ recordId }) => recordId === number;
    return ({ recordId }) => (sign === ">=" ? recordId >= number : recordId > number);
  }
  if (name === "EventID") {
    const number = Number(value);
    if (sign === "=") return ({ eventId }) => eventId === number;
    return sign === ">=" ? ({ eventId }) => eventId >= number : ({ eventId }) => eventId <= number;
  }
  const time = /'(.*)'/.exec(token)?.[1];
  return time === undefined ? null : (record) => Date.parse(record.time) > Date.parse(time);
}
