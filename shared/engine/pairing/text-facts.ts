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
  readonly #strings: StringTable;
  readonly #answers: readonly Answer[];
  readonly #work: (text: string) => Answer;
  #known: Uint8Array;

  constructor(strings: StringTable, answers: readonly Answer[], work: (text: string) => Answer) {
    this.#strings = strings;
    this.#answers = answers;
    this.#work = work;
    this.#known = new Uint8Array(strings.size + 1);
  }

  of(id: number): Answer {
    return this.#answers[this.code(id)]!;
  }

  /** Position of the answer in the list of answers. */
  code(id: number): number {
    const known = this.#known;
    const code = id < known.length ? known[id]! : 0;
    return code === 0 ? this.#learn(id) : code - 1;
  }

  #learn(id: number): number {
    if (id >= this.#known.length) {
      const grown = new Uint8Array(Math.max(this.#known.length * 2, id + 1));
      grown.set(this.#known);
      this.#known = grown;
    }
    const code = this.#answers.indexOf(this.#work(this.#strings.get(id)));
    this.#known[id] = code + 1;
    return code;
  }
}

/**
 * What the rules need to know of the texts of a case, worked out once for each text. Asked several times for every
 * record, hence bytes by id and no maps.
 */
export class TextFacts {
  readonly #sids: Answers<SidClass>;
  readonly #accounts: Answers<boolean>;
  readonly #programs: Answers<Program>;
  readonly #names: Answers<NameClass>;
  readonly #user32: Answers<boolean>;
  readonly #remote: Answers<boolean>;
  readonly #clients: Answers<boolean>;

  constructor(strings: StringTable) {
    this.#sids = new Answers(strings, SID_CLASSES, (text) => sidClass(text.toUpperCase()));
    this.#accounts = new Answers(strings, NO_YES, (text) => isAccountClass(sidClass(text.toUpperCase())));
    this.#programs = new Answers(strings, PROGRAM_CLASSES, (text) => programOf(text.trim()));
    this.#names = new Answers(strings, NAME_CLASSES, (text) => nameClass(text.trim()));
    this.#user32 = new Answers(strings, NO_YES, (text) => isUser32(text.trim().toLowerCase()));
    this.#remote = new Answers(strings, NO_YES, (text) => isRemote(text.trim().toLowerCase()));
    this.#clients = new Answers(strings, NO_YES, (text) => isClient(text.trim().toLowerCase()));
  }

  sid(id: number): SidClass {
    return this.#sids.of(id);
  }

  /** What is known of an account by SID and name together: a number below `ACCOUNTS`, see `accountFacts`. */
  account(sid: number, name: number): number {
    return this.#sids.code(sid) * NAME_CLASSES.length + this.#names.code(name);
  }

  /** True for the SID of an account of a computer or domain, or of Entra ID: the ones that tell people apart. */
  isAccount(id: number): boolean {
    return this.#accounts.code(id) === 1;
  }

  /** Program by the last part of a path, without case. `-` and the empty text are none. */
  program(id: number): Program {
    return this.#programs.of(id);
  }

  /** What an account is by its name, for records whose SID does not tell. */
  name(id: number): NameClass {
    return this.#names.of(id);
  }

  /** True for the logon process `User32`; a missing one counts as that (R5). */
  isUser32(id: number): boolean {
    return this.#user32.code(id) === 1;
  }

  /** True for an address that is given and is not this computer's own. */
  isRemote(id: number): boolean {
    return this.#remote.code(id) === 1;
  }

  /** True for a client name that names one: the console calls its client `Unknown`. */
  isClient(id: number): boolean {
    return this.#clients.code(id) === 1;
  }
}

/** How many combinations of what a SID and a name tell there are. */
export const ACCOUNTS = SID_CLASSES.length * NAME_CLASSES.length;

/** What the SID and the name of an account tell, by the number that `TextFacts.account` gives. */
export function accountFacts(account: number): { readonly sid: SidClass; readonly name: NameClass } {
  return {
    sid: SID_CLASSES[Math.floor(account / NAME_CLASSES.length)]!,
    name: NAME_CLASSES[account % NAME_CLASSES.length]!,
  };
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

function isClient(name: string): boolean {
  return name !== "" && name !== "-" && name !== "unknown" && name !== "local";
}
