import { timeFormat } from "../engine/time/time-format.ts";
import { archiveFacts } from "./archive-record.ts";
import { blocks } from "./blocks.ts";
import type { CoverageExport } from "./coverage-record.ts";
import {
  type AnswerLine,
  type ComputerView,
  computerView,
  type SettingLine,
  strayFacts,
} from "./coverage-view.ts";
import { type DomainView, domainOf, domainView, type FirstLine } from "./domain-record.ts";
import { zoneText } from "./table-views.ts";
import { safeText } from "./terminal-width.ts";
import { type TableColumn, textTable } from "./text-table.ts";

const MOMENT = 19;
const ANSWERS: readonly TableColumn<AnswerLine>[] = [
  { title: "Question", cell: ({ question }) => question },
  { title: "From", least: MOMENT, cell: ({ from }) => from },
  { title: "To", least: MOMENT, cell: ({ to }) => to },
  { title: "Answer", least: 11, cell: ({ answerText }) => answerText },
  { title: "Why", cell: ({ reason }) => reason },
];
const SETTINGS: readonly TableColumn<SettingLine>[] = [
  { title: "Subcategory", cell: ({ name }) => name },
  { title: "General", cell: ({ general }) => general },
  { title: "Stronger", cell: ({ stronger }) => stronger },
  { title: "Policy", cell: ({ policy }) => policy },
  { title: "Group policy", cell: ({ asked }) => asked },
  { title: "Log", cell: ({ log }) => log },
];

const FIRST: readonly TableColumn<FirstLine>[] = [
  { title: "Day", least: 10, cell: ({ day }) => day },
  { title: "User", cell: ({ user }) => user },
  { title: "First seen", least: MOMENT, cell: ({ time }) => time },
  { title: "Controller", cell: ({ controller }) => controller },
  { title: "From", cell: ({ from }) => from },
  { title: "Session on", cell: ({ session }) => session },
];

/** `coverage --format table`: computer by computer what can be answered, and what to set. */
export function coverageTable(input: CoverageExport, width: number): Generator<string> {
  return blocks(lines(input, width));
}

function* lines(input: CoverageExport, width: number): Generator<string> {
  const { data, coverage, zone } = input;
  const format = timeFormat(zone);
  const span =
    Number.isNaN(coverage.from) || Number.isNaN(coverage.to)
      ? ""
      : ` from ${format.full(coverage.from)} to ${format.full(coverage.to)}`;
  yield `${safeText(`What the inputs can answer${span}, times in ${zoneText(zone, data)}`)}\n`;
  if (coverage.computers.length === 0)
    yield "\nNo log of any computer is among the inputs: nothing can be told.\n";
  for (const own of coverage.computers) yield* computerLines(computerView(own, data, zone), width);
  const domain = domainOf(data, zone);
  if (domain !== null) yield* domainLines(domainView(data, domain, zone), width);
  const stray = [...archiveFacts(data, zone), ...strayFacts(coverage, data)];
  if (stray.length > 0) yield "\n";
  for (const fact of stray) yield `${safeText(fact)}\n`;
}

function* domainLines(view: DomainView, width: number): Generator<string> {
  yield "\n";
  yield* textTable(view.first, FIRST, {
    heading: `${view.title}: first authentication of each user and day`,
    width,
    empty: "No authentication of a person.",
  });
  yield "\n";
  for (const sentence of [...view.lockouts, ...view.facts]) yield `${safeText(sentence)}\n`;
}

function* computerLines(view: ComputerView, width: number): Generator<string> {
  yield "\n";
  yield* textTable(view.answers, ANSWERS, { heading: view.title, width, empty: "Nothing was asked." });
  const said = [...view.verdicts, ...view.policies, ...view.facts, ...view.contradictions];
  if (said.length > 0) yield "\n";
  for (const sentence of said) yield `${safeText(sentence)}\n`;
  yield "\n";
  for (const sentence of view.role) yield `${safeText(sentence)}\n`;
  yield "\n";
  yield* textTable(view.settings, SETTINGS, { heading: "Recommended settings", width, empty: "None." });
  for (const { level, lines: commands } of view.commands) {
    if (commands.length === 0) continue;
    yield `\n${level}, what is known to be missing:\n`;
    for (const command of commands) yield `  ${safeText(command)}\n`;
  }
}
