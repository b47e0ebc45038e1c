import type { Role } from "../../shared/engine/coverage/recommended.ts";
import { NO_CHOICE, type RoleChoice } from "../../shared/engine/coverage/roles.ts";
import { usageFailure } from "./exit-codes.ts";

const ROLES: ReadonlyMap<string, Role> = new Map([
  ["domain-controller", "domainController"],
  ["dc", "domainController"],
  ["member-server", "memberServer"],
  ["server", "memberServer"],
  ["workstation", "workstation"],
]);

export const ROLE_HELP = `  --role ROLE                     what the computers are: domain-controller, member-server or workstation; or a list
                                  such as DC1=domain-controller,PC7=workstation. Unless said otherwise a computer
                                  whose log holds the Kerberos tickets it issued is a domain controller`;

/**
 * What `--role` says the computers are: one role for all, roles of single computers, or both. Throws `CommandFailure`
 * for a role there is not.
 */
export function readRoles(text: string | undefined): RoleChoice {
  if (text === undefined) return NO_CHOICE;
  let all: Role | null = null;
  const byComputer = new Map<string, Role>();
  for (const part of text.split(",")) {
    const equals = part.lastIndexOf("=");
    const word = part.slice(equals + 1).trim();
    const role = ROLES.get(word.toLowerCase());
    if (role === undefined)
      throw usageFailure(`--role takes domain-controller, member-server or workstation; not "${word}".`);
    if (equals < 0) all = role;
    else byComputer.set(part.slice(0, equals).trim().toLowerCase(), role);
  }
  return { all, byComputer };
}

/** Computers that `--role` names and no log is of. */
export function strangersOf(
  { byComputer }: RoleChoice,
  computers: readonly { readonly key: string; readonly name: string; readonly aliases: readonly string[] }[],
): readonly string[] {
  const known = new Set(
    computers.flatMap(({ key, name, aliases }) => [key, name, ...aliases].map((each) => each.toLowerCase())),
  );
  return [...byComputer.keys()].filter((name) => !known.has(name));
}
