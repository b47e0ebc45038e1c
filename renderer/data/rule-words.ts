import type { Rule } from "../../shared/types/names.ts";

export function ruleText(_rule: Rule): string {
  return "";
}
