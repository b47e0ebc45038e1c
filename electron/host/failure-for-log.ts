/** Frames of our own code that a log gets to see. */
const MAX_FRAMES = 6;

/**
 * What went wrong, for a log: the kind of failure, the system's code and call, and where in our code it happened. Never its
 * words: they quote what was being read (`JSON.parse`), and name the file that could not be opened.
 */
export function failureForLog(failure: unknown): string {
  if (!(failure instanceof Error)) return typeof failure;
  const { code, syscall } = failure as { readonly code?: unknown; readonly syscall?: unknown };
  const known = [code, syscall].filter((part) => typeof part === "string" && /^\w{1,40}$/.test(part));
  const name = /^\w{1,40}$/.test(failure.name) ? failure.name : "Error";
  return [[name, ...known].join(" "), ...framesOf(failure)].join(" < ");
}

/** `function file:line` of the innermost frames; folders are left out, for they name the user. */
function framesOf({ stack = "" }: Error): string[] {
  return [
    ...stack.matchAll(/^ {4}at (?:(?:async )?([\w.$<>[\] ]{1,80}) \()?[^\n]*?([\w.-]{1,60}:\d+):\d+\)?$/gm),
  ]
    .slice(0, MAX_FRAMES)
    .map(([, call, place]) => (call === undefined ? String(place) : `${call} ${place}`));
}
