import type { Columns } from "./session-table.ts";
import type { DateOrder, TextDelimiter, TextEncodingName } from "./text-import.ts";

/*
 * The trail of Dynamics 365 Finance & Operations: exports of who signed in, lists of users, and what they cover.
 */

/**
 * What a table of Dynamics 365 is:
 *
 *   loginEvents  "User login events" of Lifecycle Services: an export of seven days, start and end of each session
 *   userLog      the user log of the product: its time of logoff is refreshed about every 15 minutes
 *   pageViews    page views in Application Insights: no sign-ins, only when a session was at work
 *   users        the list of users, with the ids that exports use
 */
export const CLOUD_SHAPES = ["loginEvents", "userLog", "pageViews", "users"] as const;
export type CloudShape = (typeof CLOUD_SHAPES)[number];

/** What a column of such a table holds. */
export const CLOUD_ROLES = [
  "user",
  "start",
  "end",
  "lastSeen",
  "session",
  "environment",
  "userId",
  "name",
  "email",
  "identity",
  "validFrom",
] as const;
export type CloudRole = (typeof CLOUD_ROLES)[number];

/** Positions of columns from 0; a role that has none is left out. */
export type CloudColumns = Readonly<Partial<Record<CloudRole, number>>>;

/** Roles without which a table of a shape says nothing. */
export function missingRoles(shape: CloudShape, columns: CloudColumns): readonly CloudRole[] {
  const has = (role: CloudRole): boolean => columns[role] !== undefined;
  if (shape === "users") return has("userId") || has("identity") || has("email") ? [] : ["identity"];
  const needed: readonly CloudRole[] =
    shape === "pageViews" ? ["user", "start", "session"] : ["user", "start"];
  return needed.filter((role) => !has(role));
}

/** What the content of an export does not decide, and nobody has said. */
export const CLOUD_QUESTIONS = ["columns", "dateOrder", "windowEnd"] as const;
export type CloudQuestion = (typeof CLOUD_QUESTIONS)[number];

/** What a user says of exports of Dynamics 365, beside how their text is stored. */
export interface CloudAnswers {
  readonly shape?: CloudShape;
  /** Columns by position or by the text of their header. */
  readonly columns?: Readonly<Partial<Record<CloudRole, number | string>>>;
  /** Name of a sheet of a workbook. */
  readonly sheet?: string;
  readonly environment?: string;
  /** Zone of times without an offset; UTC unless said otherwise. */
  readonly zone?: string;
  /** End of the seven days, or of whatever time was asked for, in ticks. */
  readonly windowEnd?: number;
}

/** Who said what an export covers: the user, the name of the file, or nobody but its rows. */
export const WINDOW_ENDS = ["given", "fileName", "assumed"] as const;
export type WindowEnd = (typeof WINDOW_ENDS)[number];

export const MAX_CLOUD_COLUMNS = 256;
export const MAX_CLOUD_TEXT = 200;
export const MAX_CLOUD_PREVIEW = 6;
export const MAX_CLOUD_SHEETS = 64;

/** How one table was read. */
export interface CloudImport {
  /** Null while nobody has said what its columns are. */
  readonly shape: CloudShape | null;
  /** The same for exports of one form: made of the header alone. */
  readonly signature: string;
  readonly headers: readonly string[];
  readonly columns: CloudColumns;
  readonly delimiter: TextDelimiter;
  readonly encoding: TextEncodingName;
  readonly dateOrder: DateOrder;
  /** Of a workbook: the sheet that was read, and all there are. */
  readonly sheet: string | null;
  readonly sheets: readonly string[];
  readonly environment: string | null;
  /** What it covers, in ticks; null for a list of users, and where no row has a time. */
  readonly window: CloudSpan | null;
  /** Zone in which times without an offset were taken. */
  readonly zone: string;
  /** There are such times, and nobody has said whose they are: UTC was assumed. */
  readonly utcAssumed: boolean;
  readonly questions: readonly CloudQuestion[];
  /** Rows without a user or a start that can be read. */
  readonly unread: number;
  /** Rows that start outside the window. */
  readonly outside: number;
  /** Of a list of users: rows that repeat an earlier one, and those among them that say something else. */
  readonly doubles: number;
  readonly conflicts: number;
  /** Cells of a workbook whose value comes of a formula. */
  readonly formulas: number;
  /** First rows as they stand. */
  readonly preview: readonly (readonly string[])[];
}

export interface CloudSpan {
  readonly from: number;
  readonly to: number;
  readonly end: WindowEnd;
}

export const CLOUD_COLUMNS = {
  /** Texts: positions in `CloudRows.texts`, 0 not given. Ids that are GUIDs are in lower case without braces. */
  user: Uint32Array,
  session: Uint32Array,
  environment: Uint32Array,
  /** Ticks in UTC; `NaN` where the row gives none. */
  start: Float64Array,
  end: Float64Array,
  lastSeen: Float64Array,
  /** Number of the row in its table, from 1, and its byte position. */
  row: Uint32Array,
  offset: Float64Array,
} as const;

/** The logins of one export, in the order of the file. */
export interface CloudRows extends Columns<typeof CLOUD_COLUMNS> {
  readonly kind: "cloud";
  readonly length: number;
  readonly texts: readonly string[];
  readonly shape: Exclude<CloudShape, "users">;
  readonly window: CloudSpan | null;
  /** The environment where no row names one. */
  readonly emptyEnvironment: string;
  /** Nothing decides the order of day and month. */
  readonly dateOrderAssumed: boolean;
}

/** One user of a list. */
export interface CloudUser {
  /** The id in Dynamics 365; empty when the list has none. */
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  /** Ids under which exports may name the user: GUIDs in lower case without braces. */
  readonly identities: readonly string[];
  /** From when on the row is right, in ticks; `NaN` when nothing says so. */
  readonly validFrom: number;
}

/** The users of one list. */
export interface CloudUserRows {
  readonly kind: "cloudUsers";
  readonly users: readonly CloudUser[];
}

/** One export of a case, for the calendar of what is covered. */
export interface CloudWindow extends CloudSpan {
  /** Input it came from. */
  readonly source: number;
  readonly environment: string;
  readonly shape: Exclude<CloudShape, "users">;
  /** Logins in it, before those that other exports repeat are taken out. */
  readonly rows: number;
}

/** An id that no list of users explains. */
export interface UnknownUser {
  readonly id: string;
  readonly sessions: number;
}

/** Unknown ids that are named; the rest is counted. */
export const MAX_UNKNOWN_USERS = 1000;

/** What the exports of Dynamics 365 in a case cover and leave open. */
export interface CloudTrail {
  readonly windows: readonly CloudWindow[];
  /** Users in all lists together; 0 without any. */
  readonly users: number;
  readonly unknown: readonly UnknownUser[];
  /** Ids without an entry, also beyond those named. */
  readonly unknownCount: number;
  /** Rows that told of a login another row had told of already. */
  readonly repeated: number;
}
