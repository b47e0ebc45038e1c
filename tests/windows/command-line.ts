/** A command line taken apart as the C run-time of Windows does it. */
export function commandLineParts(line: string): readonly string[] {
  const parts: string[] = [];
  let part: string | null = null;
  let quoted = false;
  for (let at = 0; at < line.length; at++) {
    const slashes = /^\\*/.exec(line.slice(at))![0].length;
    if (slashes > 0 && line[at + slashes] === '"') {
      part = (part ?? "") + "\\".repeat(slashes >> 1) + (slashes % 2 === 1 ? '"' : "");
      at += slashes % 2 === 1 ? slashes : slashes - 1;
    } else if (line[at] === '"') {
      quoted = !quoted;
      part ??= "";
    } else if (line[at] === " " && !quoted) {
      if (part !== null) parts.push(part);
      part = null;
    } else part = (part ?? "") + line[at];
  }
  if (part !== null) parts.push(part);
  return parts;
}
