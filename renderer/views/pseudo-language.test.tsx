import { cleanup, render } from "@testing-library/react";
import { afterAll, afterEach, expect, test, vi } from "vitest";
import { logonTypeName } from "../../shared/engine/catalog/logon-types.ts";
import type { CaseData } from "../../shared/types/case.ts";
import type { CaseId } from "../../shared/types/units.ts";
import type { Translation } from "../data/language.ts";

/*
 * The page in a language that nobody speaks: every word out of the tables stands between ⟦ and ⟧. What is outside of
 * them on the screen must come from the logs, or is a number, a time, a unit or a format.
 */

/** Wraps the words of a sentence, piece by piece around its places. */
function wrapped(text: string): string {
  return text.replaceAll(/(\{\w+\})|([^{]+|\{)/g, (all, place: string | undefined) =>
    place !== undefined || !/\p{L}/u.test(all) ? all : `⟦${all}⟧`,
  );
}

function pseudo<T>(words: T): T {
  if (typeof words === "string") return wrapped(words) as T;
  if (typeof words === "function") {
    const say = words as unknown as (...given: readonly unknown[]) => unknown;
    return ((...given: readonly unknown[]) => pseudo(say(...given))) as T;
  }
  if (typeof words !== "object" || words === null) return words;
  if (Array.isArray(words)) return words.map(pseudo) as T;
  return Object.fromEntries(Object.entries(words).map(([key, each]) => [key, pseudo(each)])) as T;
}

// Files share a process: what others loaded speaks English, and what is loaded here must not reach them.
vi.resetModules();
afterAll(() => void vi.resetModules());
const { speak } = await import("../data/language.ts");
const translation: Translation = (_, english) => pseudo(english);
speak({ language: "en", locale: "en-US", translation });

// Words are taken when a module is loaded: only now may the page come.
const { atRest, hurriedClock, passing } = await import("../../tests/hurried-clock.ts");
const { createMemoryHost } = await import("../testing/memory-host.ts");
const { sampleCase } = await import("../testing/sample-case.ts");
const { createApp } = await import("../state/app.ts");
const { VIEWS } = await import("../state/view-state.ts");
const { openDemo } = await import("../state/open-commands.ts");
const { settled } = await import("../testing/settled.ts");
const { Root } = await import("./frame/root.tsx");

/** The same in every language: units, formats, zones, names of Windows and of our own. */
const NO_LANGUAGE = new Set(
  [
    "min kB MB GB UTC Logonscope SHA evt evtx zip CSV XLSX HTML JSON Lines Parquet PDF PNG ZIP",
    "Windows SYSTEM Status SubStatus English Deutsch",
    // What joins the last two of a list: it goes with the language, not with a table.
    "and",
  ]
    .join(" ")
    .split(" "),
);

/** Reports name their columns by a dictionary from the English names, which this language has none of. */
const OF_REPORTS = new Set(
  "User Users Days only possibly on Day First is Last at most Computers Sessions start end".split(" "),
);

/** Numbers in hex are no words. */
const wordsOf = (text: string) => (text.match(/[\p{L}\d]{2,}/gu) ?? []).filter((word) => !/\d/.test(word));

/** All words that the case itself brings along. */
function evidenceOf(data: CaseData): ReadonlySet<string> {
  const words = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value === "string") for (const word of wordsOf(value)) words.add(word);
    else if (Array.isArray(value)) for (const each of value) visit(each);
    else if (typeof value === "object" && value !== null && !ArrayBuffer.isView(value)) {
      for (const each of Object.values(value)) visit(each);
    }
  };
  visit(data);
  return words;
}

const READ_ALOUD = ["aria-label", "aria-description", "title", "placeholder", "alt"];

/** What can be read on the page, or heard. */
function readable(): readonly string[] {
  const texts: string[] = [];
  for (const element of document.body.querySelectorAll("*")) {
    for (const name of READ_ALOUD) texts.push(element.getAttribute(name) ?? "");
    for (const node of element.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) texts.push(node.textContent ?? "");
    }
  }
  return texts;
}

/** Words of the page that are in no brackets and in no evidence. */
function strayWords(known: ReadonlySet<string>): readonly string[] {
  const strays = readable().filter((text) => {
    let left = text;
    while (/⟦[^⟦⟧]*⟧/u.test(left)) left = left.replaceAll(/⟦[^⟦⟧]*⟧/gu, " ");
    return wordsOf(left).some((word) => !known.has(word) && !NO_LANGUAGE.has(word));
  });
  return [...new Set(strays)];
}

hurriedClock();
afterEach(cleanup);

const data = sampleCase("normal");
const host = createMemoryHost({ data: () => data });
/** Windows has these names, and filters take them. */
const TYPES = Array.from({ length: 14 }, (_, type) => logonTypeName(type));
/** What the host in memory tells of: files, zone, days of recent cases, one record. */
const TOLD = [
  "Security.evtx System.evtx SRV-RDS-Security-archive-2024-02-01.evtx Europe/Berlin Feb Mar",
  "C:\\Windows\\System32\\winevt\\Logs\\Security.evtx",
  JSON.stringify(await host.readRecord("" as CaseId, 0, 4096)),
].join(" ");
const known = new Set([...evidenceOf(data), ...wordsOf(`${TOLD} ${TYPES.join(" ")} user nobody`)]);

async function page() {
  const app = createApp(host, null);
  await settled(async () => {
    render(<Root app={app} />);
    await Promise.resolve();
  });
  return app;
}

test("the start screen says nothing by itself", async () => {
  await page();
  expect(readable().join("")).toContain("⟦");
  expect(strayWords(known)).toEqual([]);
});

test.each(VIEWS)("the view of %s says nothing by itself", async (view) => {
  const app = await page();
  await settled(() => openDemo(app));
  await settled(() => app.view.patch({ view }));
  await atRest(app);
  expect(strayWords(view === "reports" ? new Set([...known, ...OF_REPORTS]) : known)).toEqual([]);
});

test.each([
  ["session", { selection: { type: "session", row: 0 } }],
  ["refused sign-in", { selection: { type: "failure", row: 0 } }],
  ["record", { selection: { type: "event", source: 0, offset: 4096 } }],
  ["keyboard", { shortcuts: true }],
  ["palette", { palette: true }],
  ["moment", { view: "timeline", moment: data.newest - 36_000_000_000 }],
  ["nothing", { view: "sessions", filter: "user:nobody" }],
] as const)("the details of a %s say nothing by themselves", async (_, change) => {
  const app = await page();
  await settled(() => openDemo(app));
  await settled(() => app.view.patch(change));
  await passing(100);
  expect(strayWords(known)).toEqual([]);
});
