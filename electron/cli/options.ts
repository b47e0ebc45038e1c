import { type ParseArgsConfig, parseArgs } from "node:util";
import { nearestWord } from "../../shared/engine/filter/nearest.ts";
import type { PairingSettings } from "../../shared/types/settings.ts";
import type { CloudAsked } from "./cloud-options.ts";
import { usageFailure } from "./exit-codes.ts";
import { readSettings } from "./setting-option.ts";

export const FORMATS = ["table", "csv", "json", "jsonl", "xlsx", "html", "parquet"] as const;
export type Format = (typeof FORMATS)[number];

/** Options by the name of the value they carry; what a command takes is a choice of these. */
const OPTIONS = {
  format: { type: "string" },
  out: { type: "string" },
  partition: { type: "string" },
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
  mask: { type: "boolean" },
  "mask-key": { type: "string" },
  all: { type: "boolean" },
  recovered: { type: "boolean" },
  "any-order": { type: "boolean" },
  set: { type: "string", multiple: true },
  role: { type: "string" },
  channels: { type: "string" },
  hosts: { type: "string" },
  archive: { type: "string" },
  check: { type: "string" },
  user: { type: "string" },
  "password-stdin": { type: "boolean" },
  "at-once": { type: "string" },
  retries: { type: "string" },
  "text-zone": { type: "string" },
  "date-order": { type: "string" },
  "text-encoding": { type: "string" },
  "text-delimiter": { type: "string" },
  "script-role": { type: "string", multiple: true },
  "script-years": { type: "string" },
  "d365-columns": { type: "string" },
  "d365-as": { type: "string" },
  "d365-sheet": { type: "string" },
  "d365-environment": { type: "string", multiple: true },
  "d365-end": { type: "string", multiple: true },
  "d365-zone": { type: "string" },
  "server-share": { type: "string" },
  report: { type: "string", multiple: true },
  "tables-only": { type: "boolean" },
  stamp: { type: "boolean" },
  change: { type: "string" },
} as const satisfies NonNullable<ParseArgsConfig["options"]>;
export type OptionName = keyof typeof OPTIONS;

/** What a command was called with. */
export interface Asked<F extends string = Format> {
  readonly inputs: readonly string[];
  readonly format: F;
  readonly out: string | undefined;
  /** Of `sessions`: what a store is split by. */
  readonly partition: string | undefined;
  readonly filter: string;
  readonly kind: string | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly zone: string | undefined;
  /** Of scripts. */
  readonly serverShare: string | undefined;
  readonly at: string | undefined;
  /** Of reports. */
  readonly by: string | undefined;
  readonly calendar: string | undefined;
  readonly days: string | undefined;
  readonly accounts: string | undefined;
  /** Of `coverage`: what the computers are. */
  readonly role: string | undefined;
  readonly channels: string | undefined;
  /** Of `collect` from other computers. */
  readonly remote: {
    readonly hosts: string | undefined;
    readonly archive: string | undefined;
    readonly check: string | undefined;
    readonly user: string | undefined;
    readonly passwordStdin: boolean;
    readonly atOnce: string | undefined;
    readonly retries: string | undefined;
  };
  readonly progressJson: boolean;
  readonly quiet: boolean;
  /** Aliases in the place of names, and the file that keeps what stands for what. */
  readonly mask: boolean;
  readonly maskKey: string | undefined;
  /** Of `pack`: the reports it is to hold, whether the case itself stays out, whether it says when it was made. */
  readonly pack: {
    readonly reports: readonly string[];
    readonly tablesOnly: boolean;
    readonly stamp: boolean;
  };
  /** Of `compare`: the only kinds of differences that are told. */
  readonly change: string | undefined;
  readonly all: boolean;
  readonly recovered: boolean;
  /** Of `pair`: events come as they like. */
  readonly anyOrder: boolean;
  readonly settings: PairingSettings;
  /** How text exports are to be read, as typed. */
  readonly text: {
    readonly zone: string | undefined;
    readonly dateOrder: string | undefined;
    readonly encoding: string | undefined;
    readonly delimiter: string | undefined;
    /** Of files of logon scripts. */
    readonly roles: readonly string[];
    readonly years: string | undefined;
    readonly cloud: CloudAsked;
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
  const texts = (name: OptionName): readonly string[] => {
    const value = values[name];
    return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
  };
  if (positionals.indexOf("-") !== positionals.lastIndexOf("-"))
    throw usageFailure("Standard input (-) can be read once only.");
  const progress = text("progress");
  if (progress !== undefined && progress !== "json") throw usageFailure("--progress takes json.");
  return {
    inputs: positionals,
    format: readFormat(text("format"), formats),
    out: text("out"),
    partition: text("partition"),
    filter: text("filter") ?? "",
    kind: text("kind"),
    from: text("from"),
    to: text("to"),
    zone: text("zone"),
    serverShare: text("server-share"),
    at: text("at"),
    by: text("by"),
    calendar: text("calendar"),
    days: text("days"),
    accounts: text("accounts"),
    role: text("role"),
    channels: text("channels"),
    remote: {
      hosts: text("hosts"),
      archive: text("archive"),
      check: text("check"),
      user: text("user"),
      passwordStdin: values["password-stdin"] === true,
      atOnce: text("at-once"),
      retries: text("retries"),
    },
    progressJson: progress === "json",
    quiet: values.quiet === true,
    mask: values.mask === true || text("mask-key") !== undefined,
    maskKey: text("mask-key"),
    change: text("change"),
    pack: {
      reports: texts("report"),
      tablesOnly: values["tables-only"] === true,
      stamp: values.stamp === true,
    },
    all: values.all === true,
    recovered: values.recovered === true,
    anyOrder: values["any-order"] === true,
    text: {
      zone: text("text-zone"),
      dateOrder: text("date-order"),
      encoding: text("text-encoding"),
      delimiter: text("text-delimiter"),
      roles: texts("script-role"),
      years: text("script-years"),
      cloud: {
        columns: text("d365-columns"),
        as: text("d365-as"),
        sheet: text("d365-sheet"),
        environments: texts("d365-environment"),
        ends: texts("d365-end"),
        zone: text("d365-zone"),
      },
    },
    settings: readSettings(texts("set")),
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
  throw usageFailure(`--format takes ${formats.join(", ")}; not "${text}".`);
}

function unknownOption(command: string, raw: string, name: string, allowed: readonly string[]): string {
  if (Object.hasOwn(OPTIONS, name)) return `${command} does not take ${raw}.`;
  const nearest = nearestWord(name, allowed);
  return `There is no option ${raw}.${nearest === null ? "" : ` Did you mean --${nearest}?`}`;
}
