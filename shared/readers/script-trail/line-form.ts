import { isoToTicks } from "../time.ts";
import { MAX_NAME } from "./limits.ts";
import { parseDate, type WrittenDate } from "./written-date.ts";

/*
 * Lines that scripts write, told apart by their first field:
 *
 *   %date%,%time%,%computername%,%username%,%sessionname%,%logonserver%     the script that Microsoft published
 *   LOGON,2024-03-04T13:05:07.2300000Z,PC1,CORP\anna,Console,\\DC01          the safer one, in PowerShell
 *   LOGON,20240304140507.230000+060,PC1,CORP\anna,Console,\\DC01             the safer one, in cmd
 *
 * `%time%` may hold a decimal comma, so the published form is read from the right.
 */

interface Names {
  readonly computer: string;
  readonly user: string;
  /** Empty where the line gives the name alone. */
  readonly domain: string;
  readonly sessionName: string;
  readonly server: string;
}

/** A line that gives UTC and says itself what it tells. */
export interface OwnLine extends Names {
  readonly form: "own";
  readonly isLogoff: boolean;
  readonly time: number;
}

/** A line in the published form. */
export interface LocalLine extends Names {
  readonly form: "local";
  readonly date: WrittenDate;
  /** Since midnight, in ticks. */
  readonly ofDay: number;
  readonly hasComma: boolean;
  /** Date and time as written. */
  readonly written: string;
}

const KIND = /^(LOGON|LOGOFF)$/i;
const TIME = /^(\d{1,2})[:.](\d{2})[:.](\d{2})(?:[.,](\d{1,7}))?$/;
const CIM_TIME = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)\.(\d{1,6})([+-])(\d{3})$/;
const HUNDREDTHS = /^\d{1,7}$/;
/** What no name of a computer, user, session or server holds. */
const NO_NAME = /[\p{Cc}"/[\]|<>+=;?*]/u;
const TICKS_PER_SECOND = 10_000_000;

/** A line as text, taken apart; null when no such script wrote it. */
export function parseLine(text: string): OwnLine | LocalLine | null {
  const cells = text.split(",", 9).map((cell) => cell.trim());
  if (cells.length < 6 || cells.length > 7) return null;
  return KIND.test(cells[0]!) ? ownLine(cells) : localLine(cells);
}

function ownLine(cells: readonly string[]): OwnLine | null {
  if (cells.length !== 6) return null;
  const time = utcOf(cells[1]!);
  const names = namesOf(cells.slice(2));
  if (Number.isNaN(time) || names === null) return null;
  return { form: "own", isLogoff: cells[0]!.toUpperCase() === "LOGOFF", time, ...names };
}

function localLine(cells: readonly string[]): LocalLine | null {
  const names = namesOf(cells.slice(-4));
  const [dateText, timeText, fraction] = cells.slice(0, -4);
  if (names === null || (fraction !== undefined && !HUNDREDTHS.test(fraction))) return null;
  const date = parseDate(dateText!);
  const ofDay = timeOfDay(fraction === undefined ? timeText! : `${timeText}.${fraction}`);
  if (date === null || Number.isNaN(ofDay)) return null;
  const hasComma = fraction !== undefined;
  const written = `${dateText} ${timeText}${hasComma ? `,${fraction}` : ""}`;
  return { form: "local", date, ofDay, hasComma, written, ...names };
}

function namesOf([
  computer = "",
  account = "",
  sessionName = "",
  server = "",
]: readonly string[]): Names | null {
  if (computer === "" || account === "") return null;
  const slash = account.indexOf("\\");
  const [domain, user] = slash < 0 ? ["", account] : [account.slice(0, slash), account.slice(slash + 1)];
  for (const name of [computer, user, domain, sessionName, server])
    if (name.length > MAX_NAME || NO_NAME.test(name)) return null;
  if (user === "" || user.includes("\\") || computer.includes("\\") || computer.includes(" ")) return null;
  if (server !== "" && !server.startsWith("\\\\")) return null;
  return { computer, user, domain, sessionName, server };
}

function timeOfDay(text: string): number {
  const match = TIME.exec(text);
  if (match === null) return Number.NaN;
  const [, hour, minute, second, fraction = ""] = match;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return Number.NaN;
  const seconds = Number(hour) * 3600 + Number(minute) * 60 + Number(second);
  return seconds * TICKS_PER_SECOND + Number(fraction.padEnd(7, "0"));
}

/** A moment that names its zone, in ISO 8601 or as Windows management prints it; `NaN` for any other text. */
function utcOf(text: string): number {
  const match = CIM_TIME.exec(text);
  if (match === null) return /(?:Z|[+-]\d\d:?\d\d)$/i.test(text) ? isoToTicks(text) : Number.NaN;
  const [, year, month, day, hour, minute, second, fraction, sign, minutes] = match;
  const local = isoToTicks(`${year}-${month}-${day}T${hour}:${minute}:${second}.${fraction}Z`);
  return local - Number(`${sign}${minutes}`) * 60 * TICKS_PER_SECOND;
}
