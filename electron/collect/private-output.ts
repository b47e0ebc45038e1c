import { makePrivateFolder, removePrivateFolder } from "../host/private-folder.ts";
import type { Launch } from "./launch.ts";
import { runProgram } from "./run-program.ts";
import type { WindowsPrograms } from "./windows-programs.ts";

const TIMEOUT_MS = 15_000;
/** The group Administrators and the system: whoever exports with their rights must be able to write. */
const ALSO_ALLOWED = ["*S-1-5-32-544", "*S-1-5-18"];

/**
 * A folder for copies of logs that nobody may enter but this user (and administrators, who could read the log itself).
 * On Windows the folder for temporary files is the user's own unless somebody has moved it, so what it lets in is not
 * relied on: its inherited rights are taken away. Null when there is no such folder to be had.
 */
export async function makePrivateOutput(
  launch: Launch,
  programs: WindowsPrograms,
  options: { readonly parent?: string; readonly signal?: AbortSignal },
): Promise<string | null> {
  let folder: string;
  try {
    folder = makePrivateFolder("collect", options.parent);
  } catch {
    return null;
  }
  if (await isClosedToOthers(launch, programs, folder, options.signal)) return folder;
  removePrivateFolder(folder);
  return null;
}

async function isClosedToOthers(
  launch: Launch,
  { whoami, icacls }: WindowsPrograms,
  folder: string,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const options = { timeoutMs: TIMEOUT_MS, ...(signal === undefined ? {} : { signal }) };
  const asked = { program: whoami, args: ["/user", "/fo", "csv", "/nh"] };
  const user = await runProgram(launch, asked, options);
  const sid = user.type === "exited" ? /"(S-1-[\d-]{3,180})"/.exec(user.stdout)?.[1] : undefined;
  if (sid === undefined) return false;
  const grants = [`*${sid}`, ...ALSO_ALLOWED].map((who) => `${who}:(OI)(CI)F`);
  const args = [folder, "/inheritance:r", "/grant:r", ...grants];
  const changed = await runProgram(launch, { program: icacls, args }, options);
  return changed.type === "exited" && changed.code === 0;
}
