import { type ParseArgsConfig, parseArgs } from "node:util";
import { nearestWord } from "../../shared/engine/filter/nearest.ts";
import type { PairingSettings } from "../../shared/types/settings.ts";
import { usageFailure } from "./exit-codes.ts";
import { readSettings } from "./setting-option.ts";

export const FORMATS = ["table", "csv", "json", "jsonl"] as const;
export type Format = (typeof FORMATS)[number];
const LATER_FORMATS: readonly string[] = ["xlsx", "html"];

/** Options by the name of the value they carry; what a command takes is a choice of these. */
const OPTIONS = {
  format: { type: "string" },
  out: { type: "string" },
  filter: { type: "string" },
  kind: { type: "string" },
  from: { type: "string" },
  to: { type: "string" },
  zone: { type: "string" },
  at: { type: "string" },
  by: { type: "string" },
  calendar: { type: "string" },
  days: { type: "string" },
  accounts: { type: "string" },
  progress: { type: "string" },
  quiet: { type: "boolean" },
  all: { type: "boolean" },
  recovered: { type: "boolean" },
  set: { type: "string", multiple: true },
  channels: { type: "string" },
  "text-zone": { type: "string" },
  "date-order": { type: "string" },
  "text-encoding": { type: "string" },
  "text-delimiter": { type: "string" },
} as const satisfies NonNullable<ParseArgsConfig["options"]>;
export type OptionName = keyof typeof OPTIONS;

/** Planned options of other commands or versions: told apart from typing mistakes. */
const LATER_OPTIONS: readonly string[] = ["mask"];

/** What a command was called with. */
export interface Asked<F extends string = Format> {
  readonly inputs: readonly string[];
  readonly format: F;
  readonly out: string | undefined;
  readonly filter: string;
  readonly kind: string | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly zone: string | undefined;
  readonly at: string | undefined;
  /** Of reports. */
  readonly by: string | undefined;
  readonly calendar: string | undefined;
  readonly days: string | undefined;
  readonly accounts: string | undefined;
  readonly channels: string | undefined;
  readonly progressJson: boolean;
  readonly quiet: boolean;
  readonly all: boolean;
  readonly recovered: boolean;
  readonly settings: PairingSettings;
  /** How text exports are to be read, as typed. */
  readonly text: {
    readonly zone: string | undefined;
    readonly dateOrder: string | undefined;
    readonly encoding: string | undefined;
    readonly delimiter: string | undefined;
  };
}

/** Reads the arguments of a command that takes certain options. Throws `CommandFailure`. */
export function readOptions(command: string, args: readonly string[], allowed: readonly OptionName[]): Asked;
/** The same for a command with formats of its own, the first of which is the usual one. */
export function readOptions<const F extends string>(
  command: string,
  args: readonly string[],
  allowed: readonly OptionName[],
  formats: readonly F[],
): Asked<F>;
export function readOptions(
  command: string,
  args: readonly string[],
  allowed: readonly OptionName[],
  formats: readonly string[] = FORMATS,
): Asked<string> {
  const { values, positionals, tokens } = parseArgs({
    args: [...args],
    options: OPTIONS,
    allowPositionals: true,
    // Unknown options are looked at below, for a better sentence.
    strict: false,
    tokens: true,
  });
  for (const token of tokens) {
    if (token.kind !== "option") continue;
    const known = Object.hasOwn(OPTIONS, token.name) ? OPTIONS[token.name as OptionName] : undefined;
    if (known === undefined || !allowed.includes(token.name as OptionName)) {
      throw usageFailure(unknownOption(command, token.rawName, token.name, allowed));
    }
    if (known.type === "boolean" && token.value !== undefined) {
      throw usageFailure(`${token.rawName} takes no value.`);
    }
    if (known.type === "string" && (token.value === undefined || token.value === "")) {
      throw usageFailure(`${token.rawName} needs a value.`);
    }
  }
  const text = (name: OptionName): string | undefined => {
    const value = values[name];
    return typeof value === "string" ? value : undefined;
  };
  if (positionals.indexOf("-") !== positionals.lastIndexOf("-"))
    throw usageFailure("Standard input (-) can be read once only.");
  const progress = text("progress");
  if (progress !== undefined && progress !== "json") throw usageFailure("--progress takes json.");
  return {
    inputs: positionals,
    format: readFormat(text("format"), formats),
    out: text("out"),
    filter: text("filter") ?? "",
    kind: text("kind"),
    from: text("from"),
    to: text("to"),
    zone: text("zone"),
    at: text("at"),
    by: text("by"),
    calendar: text("calendar"),
    days: text("days"),
    accounts: text("accounts"),
    channels: text("channels"),
    progressJson: progress === "json",
    quiet: values.quiet === true,
    all: values.all === true,
    recovered: values.recovered === true,
    text: {
      zone: text("text-zone"),
      dateOrder: text("date-order"),
      encoding: text("text-encoding"),
      delimiter: text("text-delimiter"),
    },
    settings: readSettings(
      Array.isArray(values.set) ? values.set.filter((text) => typeof text === "string") : [],
    ),
  };
}

/** Every command needs something to read. */
export function requireInputs(command: string, inputs: readonly string[]): void {
  if (inputs.length > 0) return;
  throw usageFailure(
    `${command} needs a file or folder to read, such as: logonscope ${command} Security.evtx`,
  );
}

function readFormat(text: string | undefined, formats: readonly string[]): string {
  if (text === undefined) return formats[0] ?? "table";
  const format = formats.find((each) => each === text.toLowerCase());
  if (format !== undefined) return format;
  if (LATER_FORMATS.includes(text)) throw usageFailure(`--format ${text} is not in this version yet.`);
  throw usageFailure(`--format takes ${formats.join(", ")}; not "${text}".`);
}

function unknownOption(command: string, raw: string, name: string, allowed: readonly string[]): string {
  if (LATER_OPTIONS.includes(name)) return `${raw} is not in this version yet.`;
  if (Object.hasOwn(OPTIONS, name)) return `${command} does not take ${raw}.`;
  const nearest = nearestWord(name, allowed);
  return `There is no option ${raw}.${nearest === null ? "" : ` Did you mean --${nearest}?`}`;
}
