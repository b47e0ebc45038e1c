import { basename } from "node:path";
import { errorText } from "../../../shared/export/messages.ts";
import { safeText } from "../../../shared/export/terminal-width.ts";
import { groupedText } from "../../../shared/export/texts.ts";
import { problemText } from "../../../shared/pack/problem-texts.ts";
import type { PackCheck, PackedInput } from "../../../shared/types/pack.ts";
import type { SourceInfo } from "../../../shared/types/source.ts";
import type { Command } from "../command.ts";
import type { CliHost, Environment } from "../environment.ts";
import { CommandFailure, EXIT, usageFailure } from "../exit-codes.ts";
import { type Asked, readOptions } from "../options.ts";
import { Interrupted } from "../output.ts";
import { progressDisplay } from "../progress.ts";
import { runWithOutput } from "../run-with-output.ts";
import { reportSources, say } from "../source-report.ts";

const FORMATS = ["table", "json"] as const;

export const command: Command = {
  examples: ["logonscope verify case.zip", "logonscope verify case.zip logs/"],
  help: `Usage: logonscope verify PACK [INPUT...] [options]

Holds an evidence pack against its hashes, and names every file that differs, is missing or is extra. With inputs, their
hashes are held against those of the logs that the pack was made from.

  --format table|json             table unless said otherwise
  --out FILE                      write to a file instead of standard output
  --progress json                 progress as JSON lines on standard error
  --quiet                         no progress and no remarks

Exit code: 0 all is as it was made, 3 something differs, 1 it is no evidence pack.
What nobody wrote anew, hashes alone cannot show: compare the SHA-256 of the manifest with the one noted down when the
pack was made.`,
  async run(environment, args) {
    const asked = readOptions("verify", args, ["format", "out", "progress", "quiet"], FORMATS);
    const [pack, ...inputs] = asked.inputs;
    if (pack === undefined)
      throw usageFailure("verify needs an evidence pack, such as: logonscope verify case.zip");
    return runWithOutput(environment, "verify", asked, async (host, output) => {
      const progress = progressDisplay(environment.stderr, {
        json: asked.progressJson,
        quiet: asked.quiet,
      });
      const check = await host.checkPack(pack, environment.signal, progress.show);
      progress.clear();
      if ("code" in check) throw new CommandFailure(EXIT.noLog, errorText(check.code));
      if (check.cancelled) throw new Interrupted();
      if (!check.isPack) throw new CommandFailure(EXIT.noLog, `${pack}: this is not an evidence pack.`);
      const held =
        inputs.length === 0
          ? null
          : heldInputs(check, await readInputs(environment, host, { ...asked, inputs }));
      // A terminal shows them with the answer.
      for (const sentence of output.columns > 0 ? [] : sentencesOf(pack, check, held))
        say(environment, sentence);
      await output.write(asked.format === "json" ? jsonOf(pack, check, held) : tableOf(pack, check, held));
      const isSame =
        check.problems.length === 0 && (held === null || held.every(({ state }) => state === "same"));
      return isSame ? EXIT.done : EXIT.damaged;
    });
  },
};

/** An input that was given, held against those of the pack. */
interface HeldInput {
  readonly path: string;
  /** `other`: an input of this name had another hash. `unknown`: no input of the pack is this one. */
  readonly state: "same" | "other" | "unknown" | "notRead";
  readonly sha256: string | null;
  /** The input of the pack it is, or has the name of. */
  readonly recorded: PackedInput | null;
}

async function readInputs(
  environment: Environment,
  host: CliHost,
  asked: Asked<string>,
): Promise<readonly SourceInfo[]> {
  const progress = progressDisplay(environment.stderr, { json: asked.progressJson, quiet: asked.quiet });
  const end = await host.inspect(asked.inputs, { signal: environment.signal, onProgress: progress.show });
  progress.clear();
  if (!end.ok) throw new CommandFailure(EXIT.noLog, errorText(end.error.code));
  if (end.cancelled) throw new Interrupted();
  reportSources(environment, end.sources, { quiet: true });
  return end.sources;
}

function heldInputs({ manifest }: PackCheck, sources: readonly SourceInfo[]): readonly HeldInput[] {
  const recorded = manifest?.inputs ?? [];
  return sources.map(({ path, sha256 }) => {
    if (sha256 === null) return { path, sha256, state: "notRead", recorded: null };
    const same = recorded.find((input) => input.sha256 === sha256);
    if (same !== undefined) return { path, sha256, state: "same", recorded: same };
    const named = recorded.find(
      (input) => basename(input.path).toLowerCase() === basename(path).toLowerCase(),
    );
    return { path, sha256, state: named === undefined ? "unknown" : "other", recorded: named ?? null };
  });
}

/** What is wrong, one sentence each. */
function sentencesOf(
  pack: string,
  { problems }: PackCheck,
  held: readonly HeldInput[] | null,
): readonly string[] {
  return [
    ...problems.map((problem) => `${pack}: ${problemText(problem)}`),
    ...(held ?? []).filter(({ state }) => state !== "same").map(heldText),
  ];
}

function heldText({ path, state, sha256, recorded }: HeldInput): string {
  if (state === "notRead")
    return `${path}: it could not be read to its end, so it could not be held against the pack.`;
  if (recorded === null) return `${path}: the pack was not made from this file (SHA-256 ${sha256}).`;
  const was = recorded.sha256 ?? "not taken";
  return `${path}: not the file that the pack was made from: its SHA-256 is ${sha256}, that of ${recorded.path} was ${was}.`;
}

function tableOf(pack: string, check: PackCheck, held: readonly HeldInput[] | null): string {
  const { problems, manifest, manifestSha256, sound } = check;
  const lines = [
    problems.length === 0
      ? `${pack}: an evidence pack as it was made. ${groupedText(sound)} files, all hashes hold.`
      : `${pack}: an evidence pack that is NOT as it was made. ${groupedText(sound)} files hold, ${problems.length === 1 ? "one finding" : `${groupedText(problems.length)} findings`}:`,
    ...problems.map((problem) => `  ${problemText(problem)}`),
    ...(manifestSha256 === null ? [] : [`SHA-256 of its manifest: ${manifestSha256}`]),
    ...(manifest === null
      ? []
      : [
          `Made by Logonscope ${manifest.engine}${manifest.packed === null ? "" : ` at ${manifest.packed}`}, zone ${manifest.zone}${manifest.filter === null ? "" : `, filter ${manifest.filter}`}${manifest.masked ? ", under aliases" : ""}`,
          `Made from ${groupedText(manifest.inputs.length)} input${manifest.inputs.length === 1 ? "" : "s"}:`,
          ...manifest.inputs.map(({ path, sha256, id }) => {
            const given = held?.find(({ recorded }) => recorded?.id === id);
            const state = held === null ? "" : `  ${given === undefined ? "not given" : STATES[given.state]}`;
            return `  ${sha256 ?? "(not hashed)".padEnd(64)}  ${path}${state}`;
          }),
        ]),
  ];
  return `${lines.map((line) => safeText(line)).join("\n")}\n`;
}

const STATES: Readonly<Record<HeldInput["state"], string>> = {
  same: "the same",
  other: "ANOTHER FILE",
  unknown: "not among them",
  notRead: "not read",
};

function jsonOf(pack: string, check: PackCheck, held: readonly HeldInput[] | null): string {
  const { problems, manifest, manifestSha256, sound } = check;
  const answer = {
    schema: "logonscope.verify/1",
    pack,
    sound: problems.length === 0,
    filesSound: sound,
    manifestSha256,
    engine: manifest?.engine ?? null,
    packed: manifest?.packed ?? null,
    masked: manifest?.masked ?? null,
    problems: problems.map(({ file, problem }) => ({
      file: file === "" ? null : file,
      problem,
      text: problemText({ file, problem }),
    })),
    inputs:
      held === null
        ? null
        : held.map(({ path, state, sha256, recorded }) => ({
            path,
            state,
            sha256,
            recorded: recorded?.path ?? null,
          })),
  };
  return `${JSON.stringify(answer, null, 2)}\n`;
}
