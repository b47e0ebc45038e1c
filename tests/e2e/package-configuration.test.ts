import { describe, expect, test } from "vitest";
import { builderConfiguration } from "../../build/pack/config.mjs";
import { loadTool } from "../../build/pack/tools.mjs";
import { APP_ID } from "../../electron/main/app-id.ts";
import { projectRoot } from "../source-tree.ts";
import { whyNoPackages } from "./packed-archive.ts";

/* What electron-builder is told for packages that cannot be made everywhere: its own code reads it here. */
const reason = whyNoPackages();

describe.skipIf(reason !== null)(
  `the configuration of packages${reason === null ? "" : ` (${reason})`}`,
  () => {
    const options = {
      root: projectRoot,
      app: "app",
      output: "dist",
      electron: { version: "45.4.1", dist: null },
      env: {},
    };
    const AZURE = {
      LOGONSCOPE_PUBLISHER: "Somebody",
      LOGONSCOPE_AZURE_ENDPOINT: "https://example.invalid",
      LOGONSCOPE_AZURE_ACCOUNT: "account",
      LOGONSCOPE_AZURE_PROFILE: "profile",
    };
    const validate = (configuration: unknown): Promise<void> => {
      const { validateConfiguration } = loadTool("app-builder-lib/out/util/config/config") as {
        validateConfiguration(config: unknown, log: { readonly isEnabled: boolean }): Promise<void>;
      };
      return validateConfiguration(configuration, { isEnabled: false });
    };

    test("passes electron-builder's own schema, unsigned and signed", async () => {
      for (const more of [
        {},
        { release: true },
        { env: AZURE },
        { env: { LOGONSCOPE_PUBLISHER: "Somebody" } },
      ])
        await validate(builderConfiguration({ ...options, ...more }));
      await expect(
        validate({ ...builderConfiguration(options), portable: { perMachine: 1 } }),
      ).rejects.toThrow(/portable/);
    });

    test("makes what people install, for both kinds of processors", () => {
      const { Platform, Arch } = loadTool("electron-builder") as {
        Platform: Record<string, { createTarget(): Map<unknown, Map<number, string[]>> }>;
        Arch: Record<string, number>;
      };
      const { computeArchToTargetNamesMap } = loadTool("app-builder-lib/out/targets/targetFactory") as {
        computeArchToTargetNamesMap(
          asked: Map<number, string[]>,
          packager: { readonly platformSpecificBuildOptions: unknown },
          platform: unknown,
        ): Map<number, string[]>;
      };
      const configuration = builderConfiguration(options);
      const wanted = {
        WINDOWS: ["win", ["nsis", "portable"]],
        MAC: ["mac", ["dmg"]],
        LINUX: ["linux", ["AppImage", "deb"]],
      } as const;
      for (const [name, [section, targets]] of Object.entries(wanted)) {
        const [[platform, asked]] = [...Platform[name]!.createTarget()] as [[unknown, Map<number, string[]>]];
        const packager = { platformSpecificBuildOptions: configuration[section] };
        const made = computeArchToTargetNamesMap(asked, packager, platform);
        for (const arch of ["x64", "arm64"])
          expect([name, arch, made.get(Arch[arch]!)]).toEqual([name, arch, targets]);
        expect(made.size).toBe(2);
      }
    });

    test("asks for a signature where it is a release, with one way of signing at a time", () => {
      const config = (more: object): Record<string, Record<string, unknown>> =>
        builderConfiguration({ ...options, ...more }) as Record<string, Record<string, unknown>>;
      expect(config({}).forceCodeSigning).toBe(false);
      expect(config({ release: true })).toMatchObject({ forceCodeSigning: true, mac: { notarize: true } });
      expect(config({ env: AZURE }).win).not.toHaveProperty("signtoolOptions");
      expect(config({ env: { LOGONSCOPE_PUBLISHER: "Somebody" } }).win).not.toHaveProperty(
        "azureSignOptions",
      );
      expect(config({}).win).not.toHaveProperty("fileAssociations");
      // The program calls itself by the name that its shortcuts have.
      expect(config({}).appId).toBe(APP_ID);
      expect(JSON.stringify(config({}))).not.toContain("no-sandbox");
    });
  },
);
