export type PackPlatform = "linux" | "darwin" | "win32";

/** Where the pieces of an unpacked program stand. */
export interface PackedPlaces {
  readonly folder: string;
  readonly resources: string;
  readonly asar: string;
  readonly program: string;
}

export function packFolder(options: {
  readonly platform: PackPlatform;
  readonly arch: "x64" | "arm64";
  readonly work: string;
  readonly dist?: string | null;
  /** Sees electron-builder's own packager, for what only installers would contain. */
  readonly inspect?: (packager: unknown) => Promise<void>;
}): Promise<PackedPlaces>;

/** By name; null for a fuse that the Electron of this program does not have. */
export function readFuses(program: string): Promise<Readonly<Record<string, boolean | null>>>;
