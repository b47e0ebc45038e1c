import { readFileSync } from "node:fs";
import { loadTool } from "../../build/pack/tools.mjs";

/** What the packages for Linux would tell the desktop and the system, as electron-builder makes it. */
export interface LinuxParts {
  readonly deb: string;
  readonly appImage: string;
  readonly mimeTypes: string;
  readonly appArmor: string;
}

export async function linuxParts(packager: unknown): Promise<LinuxParts> {
  interface Helper {
    computeDesktopEntry(options: unknown): Promise<string>;
    readonly mimeTypeFiles: Promise<string>;
  }
  type Target<Made> = { readonly default: new (...parts: unknown[]) => Made };
  const { LinuxTargetHelper } = loadTool("app-builder-lib/out/targets/LinuxTargetHelper") as {
    LinuxTargetHelper: new (packager: unknown) => Helper;
  };
  const { default: AppImage } = loadTool("app-builder-lib/out/targets/appimage/AppImageTarget") as Target<{
    readonly desktopEntry: { readonly value: Promise<string> };
  }>;
  const { default: Deb } = loadTool("app-builder-lib/out/targets/FpmTarget") as Target<{
    readonly scriptFiles: Promise<{ readonly appArmor: string }>;
  }>;
  const { platformSpecificBuildOptions } = packager as { platformSpecificBuildOptions: unknown };
  const helper = new LinuxTargetHelper(packager);
  const { appArmor } = await new Deb("deb", packager, helper, "").scriptFiles;
  return {
    deb: await helper.computeDesktopEntry(platformSpecificBuildOptions),
    appImage: await new AppImage("appimage", packager, helper, "").desktopEntry.value,
    mimeTypes: readFileSync(await helper.mimeTypeFiles, "utf8"),
    appArmor: readFileSync(appArmor, "utf8"),
  };
}
