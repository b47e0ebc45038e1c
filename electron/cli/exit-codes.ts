/** What the command line ends with. */
export const EXIT = {
  /** Done, also for a readable log without logon events, and when nobody reads the output any more. */
  done: 0,
  /** No input could be read as a log. */
  noLog: 1,
  wrongUsage: 2,
  /** Done, but some input was damaged or could not be read. */
  damaged: 3,
  /** The output could not be written. */
  notWritten: 4,
  interrupted: 130,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Ends a command with a sentence for the user. */
export class CommandFailure extends Error {
  readonly exitCode: ExitCode;
  constructor(exitCode: ExitCode, sentence: string) {
    super(sentence);
    this.exitCode = exitCode;
  }
}

export function usageFailure(sentence: string): CommandFailure {
  return new CommandFailure(EXIT.wrongUsage, sentence);
}
