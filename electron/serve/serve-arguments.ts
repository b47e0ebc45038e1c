/** What a start of the browser host asks for. */
export interface ServeArguments {
  readonly files: readonly string[];
  readonly demo: boolean;
  readonly open: boolean;
  /** null: that of the installation. */
  readonly port: number | null;
  readonly private: boolean;
}

export const SERVE_USAGE = "serve [FILE...] [--demo] [--no-open] [--port N] [--private]";

/** Reads the arguments, or tells in a sentence what is wrong with them. After `--` all is a file. */
export function parseServeArguments(args: readonly string[]): ServeArguments | string {
  const files: string[] = [];
  const switches = new Set<string>();
  let port: number | null = null;
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!;
    if (arg === "--") {
      files.push(...args.slice(i + 1));
      break;
    }
    const [name, value] = splitOnce(arg);
    if (!arg.startsWith("--") || arg === "-") files.push(arg);
    else if (name === "--port") {
      const number = Number(value ?? args[++i]);
      if (!Number.isInteger(number) || number < 0 || number > 65_535)
        return "--port needs a number from 0 to 65535.";
      port = number;
    } else if (value === null && SWITCHES.has(arg)) switches.add(arg);
    else return `Unknown switch ${arg}.`;
  }
  return {
    files,
    demo: switches.has("--demo"),
    open: !switches.has("--no-open"),
    port,
    private: switches.has("--private"),
  };
}

const SWITCHES = new Set(["--demo", "--no-open", "--private"]);

function splitOnce(arg: string): readonly [name: string, value: string | null] {
  const at = arg.indexOf("=");
  return at < 0 ? [arg, null] : [arg.slice(0, at), arg.slice(at + 1)];
}
