import { ROLES, type Role } from "../../shared/engine/coverage/recommended.ts";
import type { RoleChoice } from "../../shared/engine/coverage/roles.ts";

/** What the user says computers are, by key. */
export type ChosenRoles = Readonly<Record<string, Role>>;

/** Roles as they were kept; what is no role is left out. */
export function rolesFrom(kept: unknown): ChosenRoles {
  if (typeof kept !== "object" || kept === null) return {};
  return Object.fromEntries(
    Object.entries(kept).filter((entry): entry is [string, Role] => ROLES.some((role) => role === entry[1])),
  );
}

export function choiceOf(roles: ChosenRoles): RoleChoice {
  return { all: null, byComputer: new Map(Object.entries(roles)) };
}
