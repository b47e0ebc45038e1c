/** A package that has code in the bundles. */
export interface ShippedPackage {
  readonly name: string;
  readonly version: string;
  /** SPDX expression, as the package states it. */
  readonly licence: string;
  /** Text of the licence, and of a notice where there is one. */
  readonly text: string;
  /** Address to be read in a browser, or null. */
  readonly repository: string | null;
  /** Where its code is: `cli`, `main`, `page`, `preload`, `serve`, `worker`. */
  readonly bundles: readonly string[];
}

/** Bundles by the folder of a package below the project's. */
export type Noted = Map<string, Set<string>>;

/** A plugin for rolldown and Vite that notes each package with code in a bundle. */
export function noteShipped(
  seen: Noted,
  bundle: string,
): {
  readonly name: string;
  generateBundle(options: unknown, output: Readonly<Record<string, unknown>>): void;
};

/** The package that a module belongs to, as its folder below the project's; null for our own. */
export function packageFolder(moduleId: string): string | null;

/** What must be known of an installed package; throws when it brings no licence. */
export function describePackage(folder: string, bundles?: Iterable<string>): ShippedPackage;

/** Writes `licences.json`, `licences.txt` and the page's copy. */
export function writeLicences(seen: Noted, out?: string): readonly ShippedPackage[];

/** All of it as one text, for people. */
export function noticeOf(packages: readonly ShippedPackage[]): string;

/** The list of what is in the bundles as they were last built; throws when they are not built. */
export function shippedPackages(out?: string): readonly ShippedPackage[];
