import { afterAll, expect, test, vi } from "vitest";
import type { Translation } from "../language.ts";

// Files share a process: what others loaded has taken its words already.
vi.resetModules();
afterAll(() => void vi.resetModules());
const { speak } = await import("../language.ts");
const { GERMAN } = await import("./de/german.ts");

/** The words of the source, of every area: each is handed in where it is taken. */
async function english(): Promise<Readonly<Record<string, unknown>>> {
  const found: Record<string, unknown> = {};
  const collect: Translation = (area, words) => {
    found[area] = words;
    return words;
  };
  speak({ language: "en", locale: "en-US", translation: collect });
  const modules = import.meta.glob(["./*.ts", "!./*.test.ts", "../*.ts", "!../*.test.ts"]);
  for (const load of Object.values(modules)) await load();
  return found;
}

type Leaf = readonly [path: string, source: unknown, translated: unknown];

function* leaves(path: string, source: unknown, translated: unknown): Generator<Leaf> {
  if (typeof source !== "object" || source === null) yield [path, source, translated];
  else {
    const other = (translated ?? {}) as Record<string, unknown>;
    for (const key of new Set([...Object.keys(source), ...Object.keys(other)])) {
      yield* leaves(`${path}.${key}`, (source as Record<string, unknown>)[key], other[key]);
    }
  }
}

const source = await english();
/** Names that the source has already, by themselves. */
const OWN_NAMES = [
  ".engine.catalog.subcategories.",
  ".reportWords.words.",
  ".reportWords.columns.",
  ".reportWords.wordColumns.",
];
const all = [...leaves("", source, GERMAN)].filter(
  ([path]) => !OWN_NAMES.some((own) => path.startsWith(own)),
);

const places = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();

test("every area and key of the source is there in German, of the same kind", () => {
  expect(Object.keys(GERMAN).sort()).toEqual(Object.keys(source).sort());
  expect(all.length).toBeGreaterThan(1000);
  expect(all.filter(([, one, other]) => typeof one !== typeof other).map(([path]) => path)).toEqual([]);
});

test("nothing is empty in one language alone", () => {
  const lone = all.filter(([, one, other]) => (one === "") !== (other === ""));
  // German writes a dot behind the number of a day.
  expect(lone.map(([path]) => path)).toEqual([".common.dayDot"]);
});

test("sentences have a place for the same things", () => {
  const texts = all.filter((leaf): leaf is [string, string, string] => typeof leaf[1] === "string");
  expect(texts.filter(([, one, other]) => places(one).join() !== places(other).join())).toEqual([]);
});

type Said = (...given: readonly unknown[]) => unknown;

/** Numbers that cannot come from elsewhere; what is no number is written as one all the same. */
const GIVEN = [4711, 5822, 6933, 7144, 8255] as const;
const plain = (text: string) => text.replaceAll(/[.,\u00a0\u202f]/g, "");

/** Which of the values show in what is said; null for what cannot be said of numbers. */
function shown(say: Said, values: readonly unknown[]): readonly boolean[] | null {
  try {
    const text = say(...values);
    if (typeof text !== "string" || /NaN|undefined|\[object/.test(text)) return null;
    return GIVEN.map((value) => plain(text).includes(String(value)));
  } catch {
    return null;
  }
}

test("functions tell of everything they are given, in both languages alike", () => {
  const functions = all.filter((leaf): leaf is [string, Said, Said] => typeof leaf[1] === "function");
  let compared = 0;
  const wrong = functions.flatMap(([path, one, other]) => {
    const values = [GIVEN, GIVEN.map((value) => [String(value)]), GIVEN.map(String)].find(
      (each) => shown(one, each) !== null,
    );
    // It is given an hour of the day and nothing else.
    if (values === undefined || path === ".breakdown.hourSpan") return [];
    compared++;
    return `${shown(one, values)}` === `${shown(other, values)}` ? [] : [path];
  });
  expect(wrong).toEqual([]);
  expect(compared).toBeGreaterThan(functions.length * 0.8);
});

test("one of a thing is not many of it", () => {
  const counts = all.filter(([path, one]) => path.startsWith(".counts.") && typeof one === "function");
  const same = counts.filter(([, , say]) => {
    const [one, two] = [(say as Said)(1), (say as Said)(2)] as [string, string];
    return one.replace("1", "") === two.replace("2", "");
  });
  // Words that are the same for one and for many.
  expect(same.map(([path]) => path)).toEqual([".counts.computers", ".counts.users"]);
});
