import { readMoment } from "../../shared/engine/filter/window.ts";
import { requestedZone } from "../../shared/export/output-zone.ts";
import { CLOUD_ROLES, CLOUD_SHAPES, type CloudAnswers, type CloudRole } from "../../shared/types/cloud.ts";
import { usageFailure } from "./exit-codes.ts";

/** Options that say how exports of Dynamics 365 are to be read. */
export const CLOUD_OPTIONS = [
  "d365-columns",
  "d365-as",
  "d365-sheet",
  "d365-environment",
  "d365-end",
  "d365-zone",
] as const;

export const CLOUD_HELP = `
Exports of Dynamics 365 (CSV, XLSX; --kind cloud) whose columns have other names, or that do not tell what they cover:
  --d365-columns user=NAME,start=NAME,end=NAME   columns by their header or number from 1; also session, environment,
                                  lastSeen; of lists of users userId, name, email, identity, validFrom
  --d365-as ${CLOUD_SHAPES.join("|")}   what the columns make of the table
  --d365-sheet NAME               the sheet of a workbook
  --d365-environment [FILE=]NAME  the environment it came from; may be repeated
  --d365-end [FILE=]TIME          end of the seven days that were asked for; may be repeated
  --d365-zone ZONE                zone of times without an offset; UTC unless said otherwise`;

/** What is typed of exports of Dynamics 365. */
export interface CloudAsked {
  readonly columns: string | undefined;
  readonly as: string | undefined;
  readonly sheet: string | undefined;
  readonly environments: readonly string[];
  readonly ends: readonly string[];
  readonly zone: string | undefined;
}

/** What is said of one input by name, or of all. */
export interface CloudSaid {
  readonly file: string | null;
  readonly cloud: CloudAnswers;
}

/** Takes the options apart. Throws `CommandFailure` for a value that is none. */
export async function cloudAnswers(asked: CloudAsked): Promise<readonly CloudSaid[]> {
  const { zone, sheet } = asked;
  const found = zone === undefined ? null : await requestedZone(zone);
  if (typeof found === "string") throw usageFailure(`--d365-zone: ${found}`);
  const shape = CLOUD_SHAPES.find((each) => each.toLowerCase() === asked.as?.toLowerCase());
  if (asked.as !== undefined && shape === undefined)
    throw usageFailure(`--d365-as takes ${CLOUD_SHAPES.join(", ")}; not "${asked.as}".`);
  const named = new Map<string | null, { environment?: string; windowEnd?: number }>();
  const of = (file: string | null): { environment?: string; windowEnd?: number } => {
    const known = named.get(file) ?? {};
    named.set(file, known);
    return known;
  };
  for (const text of asked.environments) {
    const { file, value } = taken(text);
    of(file).environment = value;
  }
  for (const text of asked.ends) {
    const { file, value } = taken(text);
    const time = readMoment("--d365-end", value, found);
    if (typeof time === "string") throw usageFailure(time);
    of(file).windowEnd = time;
  }
  const all: CloudAnswers = {
    ...(asked.columns === undefined ? {} : { columns: readColumns(asked.columns) }),
    ...(shape === undefined ? {} : { shape }),
    ...(sheet === undefined ? {} : { sheet }),
    ...(zone === undefined ? {} : { zone }),
    ...named.get(null),
  };
  const byFile = [...named]
    .filter(([file]) => file !== null)
    .map(([file, said]) => ({ file, cloud: { ...all, ...said } }));
  return Object.keys(all).length === 0 ? byFile : [...byFile, { file: null, cloud: all }];
}

/** `PROD`, or `march.csv=PROD` for one input as it is named in the results. */
function taken(text: string): { readonly file: string | null; readonly value: string } {
  const at = text.lastIndexOf("=");
  return { file: at < 0 ? null : text.slice(0, at), value: text.slice(at + 1) };
}

function readColumns(text: string): Partial<Record<CloudRole, number | string>> {
  const columns: Partial<Record<CloudRole, number | string>> = {};
  for (const part of text.split(",")) {
    const at = part.indexOf("=");
    const role = CLOUD_ROLES.find((each) => each.toLowerCase() === part.slice(0, at).trim().toLowerCase());
    const name = part.slice(at + 1).trim();
    if (at < 0 || role === undefined || name === "") {
      throw usageFailure(
        `--d365-columns takes parts such as user=AADUserID, divided by commas, of ${CLOUD_ROLES.join(", ")}; not "${part}".`,
      );
    }
    columns[role] = /^\d{1,3}$/u.test(name) && name !== "0" ? Number(name) - 1 : name;
  }
  return columns;
}
