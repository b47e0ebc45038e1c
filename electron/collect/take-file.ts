import { constants } from "node:fs";
import { copyFile, link, rm } from "node:fs/promises";

/**
 * Gives a file another place, never over what stands there. Rejects with the system's error, and then leaves nothing
 * at the new place.
 */
export async function takeFile(from: string, to: string): Promise<void> {
  try {
    // A second name and not a new one for the first: a rename would replace a file that stands there.
    await link(from, to);
  } catch (failure) {
    if (isError(failure, "EEXIST")) throw failure;
    // Another disk, or a file system without second names.
    await copyFile(from, to, constants.COPYFILE_EXCL).catch(async (problem: unknown) => {
      if (!isError(problem, "EEXIST")) await rm(to, { force: true }).catch(() => {});
      throw problem;
    });
  }
  await rm(from, { force: true });
}

function isError(failure: unknown, code: string): boolean {
  return failure instanceof Error && "code" in failure && failure.code === code;
}
