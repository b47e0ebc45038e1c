import type { CloudRole, CloudShape } from "../../../shared/types/cloud.ts";
import { spoken } from "../language.ts";
import type { Spoken } from "./spoken-type.ts";

const ENGLISH = {
  unknown:
    "This table is none that is known. If it is an export of Dynamics 365 Finance & Operations, say what it is and what its columns hold.",
  known:
    "Dynamics 365 gives no record numbers, and this is an export that anyone could have changed. Its sign-ins stand apart from those of Windows.",
  table: "The table holds",
  shapes: {
    loginEvents: "sign-ins, exported from Lifecycle Services (User login events)",
    userLog: "the user log of the product",
    pageViews: "page views of Application Insights",
    users: "users",
  } satisfies Record<CloudShape, string>,
  shapeHints: {
    loginEvents: "Seven days, with the start and the end of every session.",
    userLog: "Its time of logoff is refreshed about every 15 minutes, so ends are that uncertain.",
    pageViews: "Shows when a session was at work, neither sign-ins nor ends.",
    users: "Gives names and addresses to the ids that exports use.",
  } satisfies Record<CloudShape, string>,
  roles: {
    user: "User",
    start: "Start",
    end: "End",
    lastSeen: "Last seen",
    session: "Session",
    environment: "Environment",
    userId: "User id",
    name: "Name",
    email: "E-mail",
    identity: "Id in exports",
    validFrom: "Right from",
  } satisfies Record<CloudRole, string>,
  columns: "Columns",
  none: "none",
  needed: "needed",
  sheet: "Sheet",
  zone: "Times without an offset are those of",
  zoneHint:
    "Lifecycle Services and Application Insights tell UTC. A grid of the product shows the time of the user.",
  dates: "Dates are written",
  datesHint: "No day above 12 tells which number is the month.",
  end: "Asked for up to (UTC)",
  endHint:
    "The end date of the query. An export covers the seven days before it; without it, only up to its last sign-in is known.",
  environment: "Environment",
  environmentHint: "Gaps are looked for in each environment by itself.",
  remember: "Remember the columns for tables with this header",
  preview: "First rows as they stand",
  later: "Not now",
  again: "Read again like this",
  right: "This is right",
  empty: "The table has a header and no rows.",
  missing: (names: string) => `Still to be said: ${names}.`,
  say: "Say what its columns are",
  taken: (columns: string) => `Columns: ${columns}`,
  covers: "Covers",
  window: (from: string, to: string, how: string) => `${from} to ${to} UTC, ${how}`,
  ends: {
    given: "as you said",
    fileName: "by its name",
    assumed: "its last sign-in is taken as the end",
  },
  rows: "Rows",
  outside: (count: string) => `${count} of them outside that time`,
  unread: (count: string) => `${count} could not be read`,
  doubles: (count: string) => `${count} repeat an earlier row`,
  conflicts: (count: string) => `${count} of these say something else, and were left out`,
  formulas: (count: string) => `${count} cells hold formulas: the values stored with them were read`,
  calendar: "What exports cover",
  oneEnvironment: "Dynamics 365",
  complete: (from: string, to: string) => `Complete from ${from} to ${to}`,
  gap: (from: string, to: string) =>
    `No export covers ${from} to ${to}: sign-ins in this time are unknown, not absent.`,
  moreGaps: (count: string) => `and ${count} more`,
  covered: (from: string, to: string) => `Exports from ${from} to ${to}, with gaps`,
  due: {
    covered: (day: string) => `Next export due ${day}`,
    soon: (day: string) => `Next export due soon: ${day}`,
    overdue: (day: string) => `Next export was due ${day}`,
  },
  dueDay: "next export due",
  assumed: "Up to when some export was asked for is not known: its last sign-in was taken.",
  days: {
    covered: "covered",
    part: "covered in part",
    gap: "gap",
    pending: "not exported yet",
  },
  strip: (environment: string) => `Days of ${environment}, oldest first`,
  day: (day: string, state: string) => `${day}: ${state}`,
  laterDays: (count: string) => `The last ${count} days are drawn.`,
} as const;

/** Texts of exports of Dynamics 365: how they are read, and what they cover. */
export const CLOUD_TEXTS = spoken("cloud", ENGLISH);
export type CloudTexts = Spoken<typeof ENGLISH>;
