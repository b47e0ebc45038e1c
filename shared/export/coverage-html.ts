import { timeFormat } from "../engine/time/time-format.ts";
import { archiveFacts } from "./archive-record.ts";
import { blocks } from "./blocks.ts";
import type { CoverageExport } from "./coverage-record.ts";
import { type ComputerView, computerView, strayFacts } from "./coverage-view.ts";
import { type DomainView, domainOf, domainView } from "./domain-record.ts";
import { htmlText as t } from "./html-text.ts";
import { zoneText } from "./table-views.ts";

/* One file without scripts and without anything from elsewhere; texts from logs stand in it as texts only. */

const STYLE = `
:root { color-scheme: light dark; --line: #c9ced6; --mute: #5b6472; --yes: #1a7f37; --no: #b42318; --maybe: #8a6100; }
@media (prefers-color-scheme: dark) {
  :root { --line: #3a414c; --mute: #a2abb8; --yes: #4ac26b; --no: #ff8177; --maybe: #e2b340; }
}
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 75rem; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; margin-top: 2.5rem; border-top: 1px solid var(--line); padding-top: 1rem; }
h3 { font-size: 1rem; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: left; vertical-align: top; padding: .3rem .75rem .3rem 0; border-bottom: 1px solid var(--line); }
thead th { color: var(--mute); font-weight: 600; }
tbody th { font-weight: 600; }
.yes { color: var(--yes); } .no { color: var(--no); } .unknown { color: var(--maybe); }
.answer { font-weight: 600; white-space: nowrap; }
.mute { color: var(--mute); }
.scroll { overflow-x: auto; }
pre { border: 1px solid var(--line); border-radius: 6px; padding: .75rem; overflow-x: auto; }
ul { padding-left: 1.25rem; }
`;

/** Signs beside the colours, which nobody needs to tell apart. */
const MARKS = { yes: "\u2713", no: "\u2717", unknown: "?" } as const;

/** `coverage --format html`. */
export function coverageHtml(input: CoverageExport): Generator<string> {
  return blocks(pieces(input));
}

function* pieces({ data, coverage, zone }: CoverageExport): Generator<string> {
  const format = timeFormat(zone);
  const from = format.full(coverage.from);
  const to = format.full(coverage.to);
  yield `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>What these logs can answer</title>
<style>${STYLE}</style>
</head>
<body>
<h1>What these logs can answer</h1>
<p class="mute">${from === null || to === null ? "" : `From ${t(from)} to ${t(to)}. `}Times in ${t(zoneText(zone, data))}. Logonscope ${t(data.engine)}.${data.partial ? " Not all was read." : ""}</p>
`;
  if (coverage.computers.length === 0)
    yield "<p>No log of any computer is among the inputs: nothing can be told.</p>\n";
  for (const own of coverage.computers) yield* computerPieces(computerView(own, data, zone));
  const domain = domainOf(data, zone);
  if (domain !== null) yield* domainPieces(domainView(data, domain, zone));
  const archive = archiveFacts(data, zone);
  if (archive.length > 0) yield `<h2>Archive</h2>\n${listOf(archive)}`;
  const stray = strayFacts(coverage, data);
  if (stray.length > 0) yield `<h2>Policies of other computers</h2>\n${listOf(stray)}`;
  yield `<h2>Inputs</h2>
<div class="scroll"><table><thead><tr><th scope="col">File</th><th scope="col">Format</th><th scope="col">Records</th><th scope="col">SHA-256</th></tr></thead>
<tbody>
`;
  for (const { path, format: kind, records, sha256, failure } of data.sources) {
    yield `<tr><th scope="row">${t(path)}</th><td>${t(failure === null ? kind : "not read")}</td><td>${records}</td><td>${t(sha256 ?? "-")}</td></tr>\n`;
  }
  yield "</tbody></table></div>\n</body>\n</html>\n";
}

function* domainPieces(view: DomainView): Generator<string> {
  yield `<h2>${t(view.title)}</h2>\n${listOf([...view.facts, ...view.lockouts])}`;
  yield '<div class="scroll"><table><thead><tr><th scope="col">Day</th><th scope="col">User</th><th scope="col">First seen</th><th scope="col">Controller</th><th scope="col">From</th><th scope="col">Session on</th></tr></thead>\n<tbody>\n';
  for (const { day, user, time, controller, from, session } of view.first) {
    const cells = [user, time, controller, from, session].map((cell) => `<td>${t(cell)}</td>`).join("");
    yield `<tr><th scope="row">${t(day)}</th>${cells}</tr>\n`;
  }
  yield "</tbody></table></div>\n";
}

function* computerPieces(view: ComputerView): Generator<string> {
  yield `<h2>${t(view.title)}</h2>\n${listOf(view.verdicts)}`;
  yield '<div class="scroll"><table><thead><tr><th scope="col">Question</th><th scope="col">From</th><th scope="col">To</th><th scope="col">Answer</th><th scope="col">Why</th></tr></thead>\n<tbody>\n';
  for (const { question, from, to, answer, answerText, reason } of view.answers) {
    yield `<tr><th scope="row">${t(question)}</th><td>${t(from)}</td><td>${t(to)}</td><td class="answer ${answer}">${MARKS[answer]} ${t(answerText)}</td><td>${t(reason)}</td></tr>\n`;
  }
  yield "</tbody></table></div>\n";
  yield listOf([...view.contradictions, ...view.policies, ...view.facts]);
  yield `<h3>Recommended settings</h3>\n${view.role.map((sentence) => `<p>${t(sentence)}</p>\n`).join("")}`;
  yield '<div class="scroll"><table><thead><tr><th scope="col">Subcategory</th><th scope="col">General</th><th scope="col">Stronger</th><th scope="col">Policy</th><th scope="col">Group policy</th><th scope="col">Log</th></tr></thead>\n<tbody>\n';
  for (const { name, general, stronger, policy, asked, log } of view.settings) {
    const cells = [general, stronger, policy, asked, log].map((cell) => `<td>${t(cell)}</td>`).join("");
    yield `<tr><th scope="row">${t(name)}</th>${cells}</tr>\n`;
  }
  yield "</tbody></table></div>\n";
  for (const { level, lines } of view.commands) {
    if (lines.length === 0) continue;
    yield `<h3>${t(level)}: what is known to be missing</h3>\n<pre>${t(lines.join("\n"))}</pre>\n`;
  }
}

function listOf(sentences: readonly string[]): string {
  if (sentences.length === 0) return "";
  return `<ul>\n${sentences.map((sentence) => `<li>${t(sentence)}</li>\n`).join("")}</ul>\n`;
}
