import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ScriptsAnswer } from "../../../shared/contract/schemas.ts";
import { ENGINE_VERSION } from "../../../shared/contract/versions.ts";
import { type KitSection, kitFiles, kitText, scriptKit } from "../../../shared/export/scripts/script-kit.ts";
import {
  EXAMPLE_SHARE,
  parseShare,
  type ShareName,
  sharePath,
} from "../../../shared/export/scripts/share-name.ts";
import type { Command } from "../command.ts";
import { CommandFailure, EXIT, usageFailure } from "../exit-codes.ts";
import { readOptions } from "../options.ts";
import { openOutput } from "../output.ts";
import { say } from "../source-report.ts";

const FORMATS = ["text", "json"] as const;
type Format = (typeof FORMATS)[number];

export const command: Command = {
  examples: [
    "logonscope scripts --out logon-scripts",
    "logonscope scripts --server-share '\\\\FS1\\LOGONS$' --format json",
  ],
  help: `Usage: logonscope scripts [--server-share \\\\SERVER\\SHARE] [options]

Logon and logoff scripts that write a trail to a share, the commands that make the share and set its rights, the steps
in Group Policy, and what computers should audit. Prints or writes all of it; runs nothing.

  --server-share \\\\SERVER\\SHARE  the share that computers write to; \\\\SERVER\\LOGONS$ unless said otherwise
  --out DIR                      write the scripts and the guide as files into a folder; none is overwritten
  --format text|json             text unless said otherwise
  --quiet                        no remarks`,
  async run(environment, args) {
    const asked = readOptions("scripts", args, ["server-share", "out", "format", "quiet"], FORMATS);
    if (asked.inputs.length > 0) throw usageFailure("scripts reads no input.");
    const share = shareOf(asked.serverShare);
    const kit = scriptKit(share);
    if (asked.out === undefined) {
      const output = openOutput(undefined, environment.stdout, environment.signal);
      await output.write(guide(kit, share, asked.format, true));
      return EXIT.done;
    }
    const files = [
      ...kitFiles(kit),
      asked.format === "json"
        ? { name: "scripts.json", text: guide(kit, share, "json", true) }
        : { name: "README.txt", text: guide(kit, share, "text", false).replaceAll("\n", "\r\n") },
    ];
    await writeFiles(asked.out, files);
    if (!asked.quiet)
      say(environment, `${files.length} files written to ${asked.out}. Test them before use.`);
    return EXIT.done;
  },
};

function shareOf(text: string | undefined): ShareName {
  if (text === undefined) return EXAMPLE_SHARE;
  const share = parseShare(text);
  if (typeof share === "string") throw usageFailure(`--server-share: ${share}`);
  return share;
}

function guide(kit: readonly KitSection[], share: ShareName, format: Format, withFiles: boolean): string {
  if (format === "text") return kitText(kit, withFiles);
  const answer: ScriptsAnswer = {
    schema: "logonscope.scripts/1",
    engine: ENGINE_VERSION,
    share: sharePath(share),
    sections: kit,
  };
  return `${JSON.stringify(answer, null, 2)}\n`;
}

/** Writes files that are not there yet. All are looked at by the system itself: none is replaced, followed or merged. */
async function writeFiles(
  folder: string,
  files: readonly { readonly name: string; readonly text: string }[],
): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    for (const { name, text } of files) await writeFile(join(folder, name), text, { flag: "wx" });
  } catch (failure) {
    const isThere = failure instanceof Error && "code" in failure && failure.code === "EEXIST";
    throw new CommandFailure(
      EXIT.notWritten,
      isThere
        ? `${folder} holds such a file already, and none is overwritten: name another folder.`
        : `${folder} cannot be written.`,
    );
  }
}
