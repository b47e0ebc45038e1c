import { nearestWord } from "../../shared/engine/filter/nearest.ts";
import { DEFAULT_SETTINGS, type PairingSettings } from "../../shared/types/settings.ts";
import { usageFailure } from "./exit-codes.ts";

type SettingName = keyof PairingSettings;

const NAMES = Object.keys(DEFAULT_SETTINGS) as readonly SettingName[];
/** Counted in records or jumps: whole numbers. */
const COUNTED: ReadonlySet<SettingName> = new Set(["bootMarkerRecords", "bootRecords", "filteredJumps"]);
/** A share of the records, 0 to 1. */
const SHARES: ReadonlySet<SettingName> = new Set(["filteredShare"]);
/** Ten years in seconds, and more records than any rule looks back on. */
const MOST = 315_576_000;

/**
 * The settings that `--set name=value` options ask for, the defaults where they ask for nothing; of a setting named
 * twice the last value. Throws `CommandFailure` for a name there is not and for a value that cannot be.
 */
export function readSettings(given: readonly string[]): PairingSettings {
  const settings = { ...DEFAULT_SETTINGS };
  for (const text of given) {
    const [name, value] = readSetting(text);
    settings[name] = value;
  }
  return settings;
}

function readSetting(text: string): readonly [SettingName, number] {
  const equals = text.indexOf("=");
  if (equals < 0) throw usageFailure(`--set takes NAME=VALUE, such as stubLife=30; not "${text}".`);
  const word = text.slice(0, equals).trim();
  const name = NAMES.find((each) => each.toLowerCase() === word.toLowerCase());
  if (name === undefined) {
    const nearest = nearestWord(word, NAMES);
    const hint = nearest === null ? `Settings: ${NAMES.join(", ")}.` : `Did you mean "${nearest}"?`;
    throw usageFailure(`--set: There is no setting "${word}". ${hint}`);
  }
  const given = text.slice(equals + 1).trim();
  const value = /^\d+(\.\d+)?$/.test(given) ? Number(given) : Number.NaN;
  const wanted = wantedOf(name);
  if (!wanted.holds(value)) throw usageFailure(`--set ${name}: "${given}" is not ${wanted.what}.`);
  return [name, value];
}

function wantedOf(name: SettingName): { readonly what: string; readonly holds: (value: number) => boolean } {
  if (SHARES.has(name)) return { what: "a share from 0 to 1", holds: (value) => value >= 0 && value <= 1 };
  if (COUNTED.has(name)) {
    return {
      what: `a whole number from 0 to ${MOST}`,
      holds: (value) => Number.isInteger(value) && value <= MOST,
    };
  }
  return { what: `a number of seconds from 0 to ${MOST}`, holds: (value) => value >= 0 && value <= MOST };
}

const WIDTH = 110;
const INDENT = " ".repeat(34);

/** What `--help` says of `--set`: every name with its default. */
export const SETTINGS_HELP = `  --set NAME=VALUE                a constant of the pairing rules in seconds, records or a share; may be repeated:
${wrapped(NAMES.map((name) => `${name}=${DEFAULT_SETTINGS[name]}`))}`;

function wrapped(words: readonly string[]): string {
  const lines: string[] = [];
  let line = INDENT;
  for (const word of words) {
    if (line.length + word.length + 1 > WIDTH) {
      lines.push(line.trimEnd());
      line = INDENT;
    }
    line += `${word} `;
  }
  return [...lines, line.trimEnd()].join("\n");
}
