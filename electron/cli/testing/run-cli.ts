import type { CliHost } from "../environment.ts";
import { main } from "../main.ts";

/** What a command printed and how it ended. */
export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs a command over a host of a test, in this process. */
export async function runCli(
  host: CliHost,
  args: readonly string[],
  machineZone = "UTC",
  stdin: readonly Uint8Array[] | null = null,
): Promise<Ran> {
  let out = "";
  let err = "";
  const sink = (take: (text: string) => void) => ({
    write(chunk: string | Uint8Array, callback?: (error?: Error | null) => void) {
      take(typeof chunk === "string" ? chunk : new TextDecoder().decode(chunk));
      callback?.(null);
      return true;
    },
    on() {},
  });
  const code = await main(
    {
      stdout: sink((text) => {
        out += text;
      }),
      stderr: sink((text) => {
        err += text;
      }),
      machineZone,
      stdin: () => (stdin === null ? null : piecesOf(stdin)),
      signal: new AbortController().signal,
      createHost: async () => host,
      createCollector: () => Promise.reject(new Error("not needed")),
      serve: async () => {},
    },
    args,
  );
  return { code, out, err };
}

async function* piecesOf(pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* pieces;
}
