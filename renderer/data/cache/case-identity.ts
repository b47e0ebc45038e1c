import type { FileIdentity } from "../../../shared/contract/host.ts";

/** What tells one case from another: its files, whatever their order and names, and how they were read. */
export interface CaseIdentity {
  /** Under the probes of its files: enough to find an entry, not to trust it. */
  readonly probeKey: string;
  /** Under their full hashes; null while one of them is not known. */
  readonly key: string | null;
}

/**
 * Identity of a case; `version` stands for all that changes a result but is not in the files: the engine, the
 * pairing settings, answers about text files.
 */
export async function caseIdentity(files: readonly FileIdentity[], version: string): Promise<CaseIdentity> {
  const hashes = files.map((file) => file.sha256);
  return {
    probeKey: await digest(
      version,
      files.map((file) => file.probe),
    ),
    key: hashes.every((hash) => hash !== null) ? await digest(version, hashes) : null,
  };
}

async function digest(version: string, hashes: readonly string[]): Promise<string> {
  const text = JSON.stringify([version, [...hashes].sort()]);
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
