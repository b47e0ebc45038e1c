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

const SID_CLASSES: readonly SidClass[] = [
  "none",
  "system",
  "anonymous",
  "virtualService",
  "windowManager",
  "fontDriver",
  "virtualUser",
  "account",
  "entraAccount",
  "other",
];
const PROGRAM_CLASSES: readonly Program[] = ["none", "winlogon", "consent", "lsass", "guestTool", "other"];
const NAME_CLASSES: readonly NameClass[] = ["machine", "desktopHelper", "anonymous", "other"];
const NO_YES: readonly boolean[] = [false, true];

/** Answers about texts by string id: one byte a text, the position of the answer plus one; 0 is not asked yet. */
class Answers<Answer> {
  readonly #answers: readonly Answer[];
  readonly #work: (text: string) => Answer;
  #known = new Uint8Array(1024);

  constructor(answers: readonly Answer[], work: (text: string) => Answer) {
    this.#answers = answers;
    this.#work = work;
  }

  of(strings: StringTable, id: number): Answer {
    const known = this.#known[id];
    return known === undefined || known === 0 ? this.#learn(strings, id) : this.#answers[known - 1]!;
  }

  #learn(strings: StringTable, id: number): Answer {
    if (id >= this.#known.length) {
      const grown = new Uint8Array(Math.max(this.#known.length * 2, id + 1));
      grown.set(this.#known);
      this.#known = grown;
    }
    const answer = this.#work(strings.get(id));
    this.#known[id] = this.#answers.indexOf(answer) + 1;
    return answer;
  }
}

/**
 * What the rules need to know of the texts of a case, worked out once for each text. Asked several times for every
 * record, hence bytes by id and no maps.
 */
export class TextFacts {
  readonly #strings: StringTable;
  readonly #sids = new Answers(SID_CLASSES, (text) => sidClass(text.toUpperCase()));
  readonly #accounts = new Answers(NO_YES, (text) => isAccountClass(sidClass(text.toUpperCase())));
  readonly #programs = new Answers(PROGRAM_CLASSES, (text) => programOf(text.trim()));
  readonly #names = new Answers(NAME_CLASSES, (text) => nameClass(text.trim()));
  readonly #user32 = new Answers(NO_YES, (text) => isUser32(text.trim().toLowerCase()));
  readonly #remote = new Answers(NO_YES, (text) => isRemote(text.trim().toLowerCase()));

  constructor(strings: StringTable) {
    this.#strings = strings;
  }

  sid(id: number): SidClass {
    return this.#sids.of(this.#strings, id);
  }

  /** True for the SID of an account of a computer or domain, or of Entra ID: the ones that tell people apart. */
  isAccount(id: number): boolean {
    return this.#accounts.of(this.#strings, id);
  }

  /** Program by the last part of a path, without case. `-` and the empty text are none. */
  program(id: number): Program {
    return this.#programs.of(this.#strings, id);
  }

  /** What an account is by its name, for records whose SID does not tell. */
  name(id: number): NameClass {
    return this.#names.of(this.#strings, id);
  }

  /** True for the logon process `User32`; a missing one counts as that (R5). */
  isUser32(id: number): boolean {
    return this.#user32.of(this.#strings, id);
  }

  /** True for an address that is given and is not this computer's own. */
  isRemote(id: number): boolean {
    return this.#remote.of(this.#strings, id);
  }

  /** True for a client name that names one: the console calls its client `Unknown`. */
  isClient(id: number): boolean {
    if (id === 0) return false;
    const name = this.#strings.get(id).trim().toLowerCase();
    return name !== "" && name !== "-" && name !== "unknown" && name !== "local";
  }
}

function isAccountClass(kind: SidClass): boolean {
  return kind === "account" || kind === "entraAccount";
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
