import { requestedZone } from "../../shared/export/output-zone.ts";
import {
  CALENDAR_CHOICES,
  DATE_ORDERS,
  type ImportAnswers,
  LINE_ROLES,
  type LineRole,
  type TEXT_DELIMITERS,
  TEXT_ENCODINGS,
} from "../../shared/types/text-import.ts";
import { CLOUD_HELP, CLOUD_OPTIONS, cloudAnswers } from "./cloud-options.ts";
import { usageFailure } from "./exit-codes.ts";
import type { Asked } from "./options.ts";

/** Options that say how text exports are to be read. */
export const TEXT_OPTIONS = [
  "text-zone",
  "date-order",
  "text-encoding",
  "text-delimiter",
  "script-role",
  "script-years",
  ...CLOUD_OPTIONS,
] as const;

export const TEXT_HELP = `
Text exports of Event Viewer (CSV, TXT) leave some things open:
  --text-zone ZONE                zone of their times; this machine's unless said otherwise
  --date-order dmy|mdy|ymd        where 03/04/2024 could be either
  --text-encoding NAME            ${TEXT_ENCODINGS.slice(0, 6).join(" ")}
                                  ${TEXT_ENCODINGS.slice(6).join(" ")}
  --text-delimiter comma|semicolon|tab
Files that logon scripts wrote (--kind script) leave open the zone and the order too, and beyond that:
  --script-role [FILE=]logon|logoff  what lines are where no file name tells it; may be repeated
  --script-years convert|leave       years such as 2567 or 1445: those of another calendar, or left unread${CLOUD_HELP}`;

const DELIMITERS: Readonly<Record<string, (typeof TEXT_DELIMITERS)[number]>> = {
  comma: ",",
  semicolon: ";",
  tab: "\t",
};

/** What the options of a command say of text exports. Throws `CommandFailure` for a value that is none. */
export async function textAnswers({ text }: Pick<Asked, "text">): Promise<readonly ImportAnswers[]> {
  const { zone } = text;
  if (zone !== undefined) {
    const found = await requestedZone(zone);
    if (typeof found === "string") throw usageFailure(`--text-zone: ${found}`);
  }
  const dateOrder = oneOf("--date-order", DATE_ORDERS, text.dateOrder);
  const encoding = oneOf("--text-encoding", TEXT_ENCODINGS, text.encoding);
  const delimiter = oneOf("--text-delimiter", Object.keys(DELIMITERS), text.delimiter);
  const calendar = oneOf("--script-years", CALENDAR_CHOICES, text.years);
  const roles = text.roles.map(readRole);
  const general = roles.find(({ file }) => file === null);
  const said: Omit<ImportAnswers, "signature" | "file"> = {
    ...(zone === undefined ? {} : { zone }),
    ...(dateOrder === undefined ? {} : { dateOrder }),
    ...(encoding === undefined ? {} : { encoding }),
    ...(delimiter === undefined ? {} : { delimiter: DELIMITERS[delimiter]! }),
    ...(calendar === undefined ? {} : { calendar }),
    ...(general === undefined ? {} : { role: general.role }),
  };
  const clouds = await cloudAnswers(text.cloud);
  const cloud = clouds.find(({ file }) => file === null)?.cloud;
  const whole = { ...said, ...(cloud === undefined ? {} : { cloud }) };
  // One answer holds for an input: what is said of a file by name repeats what is said of all.
  const byFile = new Map<string, ImportAnswers>();
  for (const { file, role } of roles)
    if (file !== null) byFile.set(file, { ...whole, signature: null, file, role });
  for (const { file, cloud: own } of clouds)
    if (file !== null)
      byFile.set(file, { ...(byFile.get(file) ?? whole), signature: null, file, cloud: own });
  const answers = [...byFile.values()];
  return Object.keys(whole).length === 0 ? answers : [...answers, { ...whole, signature: null, file: null }];
}

/** `logoff`, or `april.txt=logoff` for one input as it is named in the results. */
function readRole(text: string): { readonly file: string | null; readonly role: LineRole } {
  const at = text.lastIndexOf("=");
  const role = oneOf("--script-role", LINE_ROLES, text.slice(at + 1));
  return { file: at < 0 ? null : text.slice(0, at), role: role! };
}

function oneOf<T extends string>(
  option: string,
  list: readonly T[],
  text: string | undefined,
): T | undefined {
  if (text === undefined) return undefined;
  const found = list.find((each) => each === text.toLowerCase());
  if (found === undefined) throw usageFailure(`${option} takes ${list.join(", ")}; not "${text}".`);
  return found;
}
