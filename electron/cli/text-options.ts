import { requestedZone } from "../../shared/export/output-zone.ts";
import {
  DATE_ORDERS,
  type ImportAnswers,
  type TEXT_DELIMITERS,
  TEXT_ENCODINGS,
} from "../../shared/types/text-import.ts";
import { usageFailure } from "./exit-codes.ts";
import type { Asked } from "./options.ts";

/** Options that say how text exports are to be read. */
export const TEXT_OPTIONS = ["text-zone", "date-order", "text-encoding", "text-delimiter"] as const;

export const TEXT_HELP = `
Text exports of Event Viewer (CSV, TXT) leave some things open:
  --text-zone ZONE                zone of their times; this machine's unless said otherwise
  --date-order dmy|mdy|ymd        where 03/04/2024 could be either
  --text-encoding NAME            ${TEXT_ENCODINGS.slice(0, 6).join(" ")}
                                  ${TEXT_ENCODINGS.slice(6).join(" ")}
  --text-delimiter comma|semicolon|tab`;

const DELIMITERS: Readonly<Record<string, (typeof TEXT_DELIMITERS)[number]>> = {
  comma: ",",
  semicolon: ";",
  tab: "\t",
};

/** What the options of a command say of text exports. Throws `CommandFailure` for a value that is none. */
export async function textAnswers({ text }: Pick<Asked, "text">): Promise<readonly ImportAnswers[]> {
  if (Object.values(text).every((value) => value === undefined)) return [];
  const { zone } = text;
  if (zone !== undefined) {
    const found = await requestedZone(zone);
    if (typeof found === "string") throw usageFailure(`--text-zone: ${found}`);
  }
  const dateOrder = oneOf("--date-order", DATE_ORDERS, text.dateOrder);
  const encoding = oneOf("--text-encoding", TEXT_ENCODINGS, text.encoding);
  const delimiter = oneOf("--text-delimiter", Object.keys(DELIMITERS), text.delimiter);
  return [
    {
      signature: null,
      file: null,
      ...(zone === undefined ? {} : { zone }),
      ...(dateOrder === undefined ? {} : { dateOrder }),
      ...(encoding === undefined ? {} : { encoding }),
      ...(delimiter === undefined ? {} : { delimiter: DELIMITERS[delimiter]! }),
    },
  ];
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
