import type { Command } from "./command.ts";

/** What every terminal shows without breaking lines of its own. */
export const HELP_WIDTH = 80;
/** Where the words about an option begin at most; a longer option has a line of its own. */
const MAX_COLUMN = 26;
/** Lines indented that far go on with what the line before says. */
const CONTINUED = 10;

/** What `--help` says of a command: its text with lines of at most 80 characters, and the examples. */
export function commandHelp({ help, examples }: Pick<Command, "help" | "examples">): string {
  const shown = ["", "Examples:", ...examples.map((line) => `  ${line}`)];
  return `${fitHelp(help)}${examples.length === 0 ? "" : `\n${shown.join("\n")}`}\n`;
}

/**
 * Text of a help with lines of at most 80 characters: paragraphs are filled anew, and so are the words about an option,
 * which stand two blanks or more behind it and go on in lines that are indented.
 */
export function fitHelp(text: string): string {
  const lines = text.split("\n");
  const fitted: string[] = [];
  for (let at = 0; at < lines.length; ) {
    const line = lines[at++]!;
    if (line.trim() === "") {
      fitted.push("");
      continue;
    }
    const indented = line.startsWith(" ");
    let whole = line.trimEnd();
    for (; at < lines.length && goesOn(lines[at]!, indented); at++) whole += ` ${lines[at]!.trim()}`;
    fitted.push(...(indented ? entry(whole) : filled(whole, "", "")));
  }
  return fitted.join("\n");
}

function goesOn(line: string, indented: boolean): boolean {
  if (line.trim() === "") return false;
  const depth = line.length - line.trimStart().length;
  return indented ? depth >= CONTINUED : depth === 0;
}

/** `  --option VALUE   what it does`, with the words in a column of their own. */
function entry(line: string): string[] {
  const [, head = line, gap = "", words = ""] = /^( +\S.*?)( {2,})(\S.*)$/.exec(line) ?? [];
  const column = Math.min(head.length + gap.length, MAX_COLUMN);
  if (words === "") return filled(head.trimStart(), "  ", "    ");
  const indent = " ".repeat(column);
  if (head.length + 2 > column)
    return [...filled(head.trimStart(), "  ", "    "), ...filled(words, indent, indent)];
  return filled(words, head.padEnd(column), indent);
}

function filled(words: string, first: string, others: string): string[] {
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of words.split(/ +/)) {
    if (!isEmpty && line.length + 1 + word.length > HELP_WIDTH) {
      lines.push(line);
      line = others;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line];
}
