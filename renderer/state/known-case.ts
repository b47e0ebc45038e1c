import type { FileIdentity, FileRef } from "../../shared/contract/host.ts";
import { ENGINE_VERSION } from "../../shared/contract/versions.ts";
import type { CaseData } from "../../shared/types/case.ts";
import { DEFAULT_SETTINGS } from "../../shared/types/settings.ts";
import type { FileToken } from "../../shared/types/units.ts";
import type { KnownCase } from "../data/cache/case-cache.ts";
import { caseIdentity } from "../data/cache/case-identity.ts";
import { T } from "../data/texts.ts";
import type { App } from "./app.ts";
import { realCase } from "./masking.ts";

/** A case out of the cache, with the files of today that it belongs to. */
export interface RecalledCase extends KnownCase {
  /** Of each source the file its records are read from; null for one that could not be read. */
  readonly sources: readonly (FileToken | null)[];
  /** Some file is so large that only its probe was compared yet. */
  readonly unchecked: boolean;
}

/** All that changes a result but is not in the files. */
function versionOf(): string {
  return JSON.stringify([ENGINE_VERSION, DEFAULT_SETTINGS]);
}

/** Looks for the result of these files among those that were kept; null when they have to be read. */
export async function recallCase(app: App, files: readonly FileRef[]): Promise<RecalledCase | null> {
  const { cache } = app.keep;
  if (cache === null) return null;
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  if (!(await cache.mayKnow(files.length, bytes))) return null;
  const identities = await identify(app, files, false);
  if (identities === null) return null;
  const { probeKey, key } = await caseIdentity(identities, versionOf());
  const known = await cache.find(probeKey);
  if (known === null || (key !== null && known.entry.key !== key)) return null;
  const tokens = new Map(identities.map((identity, at) => [identity.probe, files[at]!.token]));
  const sources = known.entry.sourceFiles.map((at) => {
    const file = known.entry.files[at];
    return file === undefined ? null : (tokens.get(file.probe) ?? null);
  });
  return { ...known, sources, unchecked: key === null };
}

/** Hashes the files of a recalled case whole. False when they are not what the result was made of. */
export async function isStillThatCase(
  app: App,
  recalled: RecalledCase,
  files: readonly FileRef[],
): Promise<boolean> {
  const identities = await identify(app, files, true);
  if (identities === null) return false;
  const { key } = await caseIdentity(identities, versionOf());
  return key === recalled.entry.key;
}

/** Forgets the result of these files, if there is one. */
export async function forgetCase(app: App, files: readonly FileRef[]): Promise<void> {
  if (app.keep.cache === null || files.length === 0) return;
  const identities = await identify(app, files, false);
  if (identities === null) return;
  await app.keep.cache.forget((await caseIdentity(identities, versionOf())).probeKey);
}

/**
 * Keeps the result of a case that was read to its end. Not kept: a partial one, and one with a source that cannot be
 * told from its files. Returns what to tell the user, null when there is nothing to tell.
 */
export async function keepCase(app: App, files: readonly FileRef[], data: CaseData): Promise<string | null> {
  const { cache } = app.keep;
  if (cache === null || data.partial) return null;
  const probed = await identify(app, files, false);
  if (probed === null) return null;
  // The host has hashed every file while reading it; only what it left out may have to be hashed now.
  const identities = probed.map((identity, at) => ({
    ...identity,
    sha256: identity.sha256 ?? hashOf(data, files[at]!),
  }));
  const { probeKey, key } = await caseIdentity(identities, versionOf());
  const sourceFiles = data.sources.map(({ path, sha256, failure }) => {
    const byName = files.findIndex((file) => file.name === path);
    if (byName >= 0) return byName;
    return failure === null ? identities.findIndex((identity) => identity.sha256 === sha256) : -1;
  });
  const isComplete = data.sources.every(({ failure }, at) => failure !== null || sourceFiles[at]! >= 0);
  if (key === null || !isComplete) return null;
  const { zone, roles } = app.view.get();
  const result = await cache.keep({
    identity: { probeKey, key },
    files: identities,
    sourceFiles,
    data,
    zone,
    roles,
  });
  if (result === "kept" && realCase(app) === data) app.caseKey = key;
  return result === "full" ? T.keeping.noRoom : null;
}

function hashOf(data: CaseData, file: FileRef): string | null {
  return data.sources.find(({ path }) => path === file.name)?.sha256 ?? null;
}

/** Null when a file cannot be read, or the host cannot be reached. */
async function identify(
  app: App,
  files: readonly FileRef[],
  full: boolean,
): Promise<readonly FileIdentity[] | null> {
  try {
    const found = await app.host.identify(
      files.map((file) => file.token),
      full,
    );
    return found.every((identity) => identity !== null) ? found : null;
  } catch {
    return null;
  }
}
