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

/** What the rules need to know of the texts of a case, worked out once for each text. */
export class TextFacts {
  readonly #strings: StringTable;
  readonly #sids = new Map<number, SidClass>();
  readonly #programs = new Map<number, Program>();
  readonly #names = new Map<number, "machine" | "desktopHelper" | "anonymous" | "other">();
  readonly #user32 = new Map<number, boolean>();
  readonly #remote = new Map<number, boolean>();

  constructor(strings: StringTable) {
    this.#strings = strings;
  }

  sid(id: number): SidClass {
    return once(this.#sids, id, () => sidClass(this.#strings.get(id).toUpperCase()));
  }

  /** Program by the last part of a path, without case. `-` and the empty text are none. */
  program(id: number): Program {
    return once(this.#programs, id, () => {
      const path = this.#strings.get(id).trim();
      if (path === "" || path === "-") return "none";
      const name = path.slice(Math.max(path.lastIndexOf("\\"), path.lastIndexOf("/")) + 1).toLowerCase();
      return Object.hasOwn(PROGRAMS, name) ? PROGRAMS[name]! : "other";
    });
  }

  /** What an account is by its name, for records whose SID does not tell. */
  name(id: number): "machine" | "desktopHelper" | "anonymous" | "other" {
    return once(this.#names, id, () => {
      const name = this.#strings.get(id).trim();
      if (isDesktopHelperName(name)) return "desktopHelper";
      if (isMachineName(name)) return "machine";
      return name.toUpperCase() === "ANONYMOUS LOGON" ? "anonymous" : "other";
    });
  }

  /** True for the logon process `User32`; a missing one counts as that (R5). */
  isUser32(id: number): boolean {
    return once(this.#user32, id, () => {
      const name = this.#strings.get(id).trim().toLowerCase();
      return name === "" || name === "-" || name === "user32";
    });
  }

  /** True for a client name that names one: the console calls its client `Unknown`. */
  isClient(id: number): boolean {
    if (id === 0) return false;
    const name = this.#strings.get(id).trim().toLowerCase();
    return name !== "" && name !== "-" && name !== "unknown" && name !== "local";
  }

  /** True for an address that is given and is not this computer's own. */
  isRemote(id: number): boolean {
    return once(this.#remote, id, () => {
      const address = this.#strings.get(id).trim().toLowerCase();
      if (address === "" || address === "-" || address === "local") return false;
      return address !== "::1" && !address.startsWith("127.") && !address.startsWith("::ffff:127.");
    });
  }
}

function once<T>(known: Map<number, T>, id: number, work: () => T): T {
  const value = known.get(id);
  if (value !== undefined) return value;
  const made = work();
  known.set(id, made);
  return made;
}
