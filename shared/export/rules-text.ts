import { nearestWord } from "../engine/filter/nearest.ts";
import { RULE_HELP, type RuleHelp } from "../engine/pairing/rule-help.ts";

/** The rules by name, or a sentence that says which name is wrong. No name: all of them. */
export function rulesNamed(names: readonly string[]): readonly RuleHelp[] | string {
  if (names.length === 0) return RULE_HELP;
  const found: RuleHelp[] = [];
  for (const name of names) {
    const help = RULE_HELP.find(({ rule }) => rule.toLowerCase() === name.toLowerCase());
    if (help === undefined) return unknownRule(name);
    found.push(help);
  }
  return found;
}

function unknownRule(name: string): string {
  const known = RULE_HELP.map(({ rule }) => rule);
  const nearest = nearestWord(name, known);
  const hint = nearest === null ? `Rules: ${known.join(", ")}.` : `Did you mean ${nearest}?`;
  return `There is no rule "${name}". ${hint}`;
}

/** Rules for reading: name and title, and what the rule says below. */
export function rulesText(rules: readonly RuleHelp[]): string {
  return rules.map(({ rule, title, text }) => `${rule.padEnd(4)} ${title}\n     ${text}\n`).join("\n");
}
