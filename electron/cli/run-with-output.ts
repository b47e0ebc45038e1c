import type { CliHost, Environment } from "./environment.ts";
import type { ExitCode } from "./exit-codes.ts";
import { type Asked, requireInputs } from "./options.ts";
import { type Output, openOutput, refuseInputAsOutput } from "./output.ts";

/**
 * The frame of a command that reads inputs and writes data: output and host are opened, the work is done, and
 * whatever happens both are left clean.
 */
export async function runWithOutput(
  environment: Environment,
  command: string,
  asked: Asked<string>,
  work: (host: CliHost, output: Output) => Promise<ExitCode>,
): Promise<ExitCode> {
  requireInputs(command, asked.inputs);
  await refuseInputAsOutput(asked.out, asked.inputs);
  const host = await environment.createHost();
  const output = openOutput(asked.out, environment.stdout, environment.signal);
  try {
    const exitCode = await work(host, output);
    await output.finish();
    return exitCode;
  } catch (failure) {
    await output.discard();
    throw failure;
  } finally {
    await host.close();
  }
}

export async function writeAll(output: Output, blocks: Iterable<string>): Promise<void> {
  for (const block of blocks) await output.write(block);
}
