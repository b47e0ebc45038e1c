import type { Command } from "../command.ts";

export const command: Command = {
  examples: ["logonscope serve --demo", "logonscope serve logs/ --no-open --port 8123"],
  help: `Usage: logonscope serve [INPUT...] [options]

Serves the program's page to a browser on this machine, until it is stopped.

  --demo       open the sample log
  --no-open    only print the address, start no browser
  --port N     use this port
  --private    remember nothing of this start`,
  async run(environment, args) {
    await environment.serve(args);
    return null;
  },
};
