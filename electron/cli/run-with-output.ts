import type { CliHost, Environment } from "./environment.ts";
import { type ExitCode, usageFailure } from "./exit-codes.ts";
import { type FolderOutput, openFolder } from "./folder-output.ts";
import { type Asked, requireInputs } from "./options.ts";
import { checkOutput, type Output, openOutput } from "./output.ts";

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
  await checkOutput(asked.out, asked.inputs);
  if (
    (asked.format === "parquet" || asked.format === "xlsx") &&
    asked.out === undefined &&
    environment.stdout.isTTY === true
  )
    throw usageFailure(`--format ${asked.format} is not for a terminal; --out FILE says where it goes.`);
  return runWith(environment, openOutput(asked.out, environment.stdout, environment.signal), work);
}

/** The same for a command that writes a folder of files. */
export async function runWithFolder(
  environment: Environment,
  command: string,
  asked: Asked<string>,
  work: (host: CliHost, output: FolderOutput) => Promise<ExitCode>,
): Promise<ExitCode> {
  requireInputs(command, asked.inputs);
  return runWith(environment, await openFolder(asked.out, environment.signal), work);
}

async function runWith<Target extends Pick<Output, "finish" | "discard">>(
  environment: Environment,
  output: Target,
  work: (host: CliHost, output: Target) => Promise<ExitCode>,
): Promise<ExitCode> {
  const host = await environment.createHost();
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

export async function writeAll(
  output: Pick<Output, "write">,
  blocks: Iterable<string | Uint8Array>,
): Promise<void> {
  for (const block of blocks) await output.write(block);
}
