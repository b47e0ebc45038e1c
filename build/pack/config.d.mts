/** The part of electron-builder's configuration that tests look at; its own schema knows the whole. */
export interface BuilderConfiguration {
  readonly [section: string]: unknown;
}

/** Every fuse that is set, by electron-builder's name. */
export const FUSES: Readonly<Record<string, boolean>>;

export interface ConfigurationOptions {
  /** The project's folder. */
  readonly root: string;
  /** What becomes app.asar. */
  readonly app: string;
  readonly output: string;
  /** `dist` is a distribution on this machine; null downloads one. */
  readonly electron: { readonly version: string; readonly dist: string | null };
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Fails where something is not signed. */
  readonly release?: boolean;
}
export function builderConfiguration(options: ConfigurationOptions): BuilderConfiguration;
