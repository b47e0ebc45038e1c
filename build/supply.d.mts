import type { ShippedPackage } from "./licences.d.mts";

/** As much of a CycloneDX document as is looked at. */
export interface BillOfMaterials {
  readonly bomFormat: string;
  readonly metadata: { readonly component: { readonly name: string; readonly version: string } };
  readonly components: readonly {
    readonly name: string;
    readonly version: string;
    readonly scope: "required" | "excluded";
    readonly licenses: readonly unknown[];
    readonly hashes?: readonly unknown[];
  }[];
}

/** Bill of materials of the production packages, those inside the bundles marked as required; null without npm. */
export function billOfMaterials(packages?: readonly ShippedPackage[]): BillOfMaterials | null;

/** Bytes of each part of the build. */
export function bundleBytes(out?: string): readonly { readonly name: string; readonly bytes: number }[];

/** What the registry knows against production packages, by severity; null when it does not answer. */
export function knownAdvisories(): Readonly<Record<string, number>> | null;
