import type { StringTable } from "../../types/string-table.ts";
import { isDesktopHelperName, isMachineName, type SidClass, sidClass } from "../catalog/identities.ts";

/** Programs that rules ask for. */
export type Program = "none" | "winlogon" | "consent" | "lsass" | "guestTool" | "other";

const PROGRAMS: Readonly<Record<string, Program>> = {
  "winlogon.exe": "winlogon",
  "consent.exe": "consent",
  "lsass.exe": "lsass",
  // Guest tools of virtual machines, which set the clock after a pause (R11).
  "vmtoolsd.exe": "guestTool",
  "vmwareservice.exe": "guestTool",
  "vboxservice.exe": "guestTool",
  "prl_tools.exe": "guestTool",
  "prl_tools_service.exe": "guestTool",
  "qemu-ga.exe": "guestTool",
  "xenguestagent.exe": "guestTool",
  "xensvc.exe": "guestTool",
};

type NameClass = "machine" | "desktopHelper" | "anonymous" | "other";

/**
 * What the rules need to know of the texts of a case, worked out once for each text. Asked several times for every
 * logon, hence no closures here.
 */
export class TextFacts {
  readonly #strings: StringTable;
  readonly #sids = new Map<number, SidClass>();
  readonly #programs = new Map<number, Program>();
  readonly #names = new Map<number, NameClass>();
  readonly #user32 = new Map<number, boolean>();
  readonly #remote = new Map<number, boolean>();

  constructor(strings: StringTable) {
    this.#strings = strings;
  }

  sid(id: number): SidClass {
    const known = this.#sids.get(id);
    return known ?? put(this.#sids, id, sidClass(this.#strings.get(id).toUpperCase()));
  }

  /** Program by the last part of a path, without case. `-` and the empty text are none. */
  program(id: number): Program {
    const known = this.#programs.get(id);
    return known ?? put(this.#programs, id, programOf(this.#strings.get(id).trim()));
  }

  /** What an account is by its name, for records whose SID does not tell. */
  name(id: number): NameClass {
    const known = this.#names.get(id);
    return known ?? put(this.#names, id, nameClass(this.#strings.get(id).trim()));
  }

  /** True for the logon process `User32`; a missing one counts as that (R5). */
  isUser32(id: number): boolean {
    const known = this.#user32.get(id);
    return known ?? put(this.#user32, id, isUser32(this.#strings.get(id).trim().toLowerCase()));
  }

  /** True for an address that is given and is not this computer's own. */
  isRemote(id: number): boolean {
    const known = this.#remote.get(id);
    return known ?? put(this.#remote, id, isRemote(this.#strings.get(id).trim().toLowerCase()));
  }

  /** True for a client name that names one: the console calls its client `Unknown`. */
  isClient(id: number): boolean {
    if (id === 0) return false;
    const name = this.#strings.get(id).trim().toLowerCase();
    return name !== "" && name !== "-" && name !== "unknown" && name !== "local";
  }
}

function put<T>(known: Map<number, T>, id: number, value: T): T {
  known.set(id, value);
  return value;
}

function programOf(path: string): Program {
  if (path === "" || path === "-") return "none";
  const name = path.slice(Math.max(path.lastIndexOf("\\"), path.lastIndexOf("/")) + 1).toLowerCase();
  return Object.hasOwn(PROGRAMS, name) ? PROGRAMS[name]! : "other";
}

function nameClass(name: string): NameClass {
  if (isDesktopHelperName(name)) return "desktopHelper";
  if (isMachineName(name)) return "machine";
  return name.toUpperCase() === "ANONYMOUS LOGON" ? "anonymous" : "other";
}

function isUser32(name: string): boolean {
  return name === "" || name === "-" || name === "user32";
}

function isRemote(address: string): boolean {
  if (address === "" || address === "-" || address === "local" || address === "::1") return false;
  return !address.startsWith("127.") && !address.startsWith("::ffff:127.");
}
