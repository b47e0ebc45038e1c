import type { PackProblem, PackProblemCode } from "../types/pack.ts";

const TEXTS: Readonly<Record<PackProblemCode, (file: string) => string>> = {
  changed: (file) => `${file} was changed: its content is not the one whose hash was taken.`,
  missing: (file) => `${file} is missing.`,
  extra: (file) => `${file} is extra: the manifest does not name it.`,
  twice: (file) =>
    `${file} is there more than once, or differs from another name in big and small letters only.`,
  badName: (file) => `${file} has a name that no evidence pack holds, and was not read.`,
  unreadable: (file) =>
    file === "" ? "It cannot be read to its end." : `${file} cannot be unpacked: its bytes are damaged.`,
  tooLarge: (file) =>
    file === ""
      ? "It unpacks to more than an evidence pack holds."
      : `${file} unpacks to more than is safe, and was not read.`,
  badManifest: (file) => `${file} is not a well-formed manifest.`,
  otherVersion: (file) => `${file} is of a later version of Logonscope.`,
  badSums: (file) => `${file} does not agree with the manifest.`,
  container: () =>
    "The zip file around the files is not the one that was written: its own hash does not hold.",
  badCase: (file) => `${file} is not a well-formed case.`,
};

/** What is wrong with a pack, in a sentence that names the file. */
export function problemText({ file, problem }: PackProblem): string {
  return TEXTS[problem](file);
}
