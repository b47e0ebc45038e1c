import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { isObject, isText } from "../../shared/contract/shapes.ts";
import { configFolder, readJson, writeJson } from "../host/config-folder.ts";

/**
 * Where this installation's page lives: a name of its own below `localhost` and a port. Together they are the page's
 * origin, so they must stay the same from start to start (the page's storage belongs to them) and must not be those
 * of any other program.
 */
export interface Installation {
  readonly name: string;
  readonly port: number;
}

const FILE_NAME = "browser-host.json";
/** Below the range from which systems hand out ports by themselves. */
const FIRST_PORT = 20_000;
const PORTS = 10_000;

/** The installation as remembered, made and remembered on the first start; new for every private start. */
export function installation(isPrivate: boolean, folder: string = configFolder()): Installation {
  const known = isPrivate ? undefined : readJson(join(folder, FILE_NAME));
  if (isInstallation(known)) return { name: known.name, port: known.port };
  const made = { name: `logonscope-${randomBytes(8).toString("hex")}`, port: freshPort() };
  if (!isPrivate) writeJson(folder, FILE_NAME, made);
  return made;
}

function freshPort(): number {
  return FIRST_PORT + (randomBytes(4).readUInt32LE() % PORTS);
}

function isInstallation(value: unknown): value is Installation {
  return (
    isObject(value) &&
    isText(value.name) &&
    /^logonscope-[0-9a-f]{16}$/.test(value.name) &&
    Number.isSafeInteger(value.port) &&
    (value.port as number) >= 1024 &&
    (value.port as number) <= 65_535
  );
}
