import { rulesNamed, rulesText } from "../../../shared/export/rules-text.ts";
import type { Command } from "../command.ts";
import { EXIT, usageFailure } from "../exit-codes.ts";
import { readOptions } from "../options.ts";
import { openOutput } from "../output.ts";

export const command: Command = {
  examples: ["logonscope rules", "logonscope rules R8 E4"],
  help: `Usage: logonscope rules [NAME...]

What the rules say that sessions are made by (R1 to R16) and end by (E1 to E6). Answers name them as startRule,
endRule and proof.rules. Without a name: all of them.`,
  async run(environment, args) {
    const rules = rulesNamed(readOptions("rules", args, []).inputs);
    if (typeof rules === "string") throw usageFailure(rules);
    await openOutput(undefined, environment.stdout, environment.signal).write(rulesText(rules));
    return EXIT.done;
  },
};
