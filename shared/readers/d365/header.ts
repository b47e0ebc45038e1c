import type { CloudColumns, CloudRole, CloudShape } from "../../types/cloud.ts";

/** Which columns of a table are which, and what the table is by them. */
export interface HeaderMatch {
  readonly shape: CloudShape;
  readonly columns: CloudColumns;
}

/**
 * Names of columns, in lower case and of letters and digits alone. Microsoft documents `AADUserID` and the start and end
 * of a session for the export of Lifecycle Services (`Microsoft Entra IDUserID` on later pages), `timestamp`, `user_Id`
 * and `session_Id` for Application Insights. The others are names that forms and tables of the product use.
 */
const WORDS: Readonly<Record<CloudRole, readonly string[]>> = {
  user: [
    "aaduserid",
    "microsoftentraiduserid",
    "microsoftentrauserid",
    "entraiduserid",
    "entrauserid",
    "userid",
    "userauthenticatedid",
    "userobjectid",
    "user",
  ],
  start: [
    "loginstarttime",
    "loginstart",
    "signinstarttime",
    "signinstart",
    "sessionstarttime",
    "sessionstart",
    "starttime",
    "startdatetime",
    "start",
    "logintime",
    "logindatetime",
    "logondatetime",
    "logontime",
    "mintimestamp",
    "timestamp",
    "timegenerated",
    "createddatetime",
    "createddateandtime",
  ],
  end: [
    "loginendtime",
    "loginend",
    "signinendtime",
    "signinend",
    "sessionendtime",
    "sessionend",
    "endtime",
    "enddatetime",
    "end",
    "logouttime",
    "logofftime",
    "logoutdatetime",
    "logoffdatetime",
    "logoutdateandtime",
    "logoffdateandtime",
  ],
  lastSeen: ["maxtimestamp"],
  session: ["sessionid"],
  environment: ["environment", "environmentname", "environmentid"],
  userId: ["userid"],
  name: ["username", "name", "fullname", "displayname"],
  email: ["email", "emailaddress", "mail", "userprincipalname", "upn", "alias", "networkalias"],
  identity: ["aaduserid", "objectid", "userobjectid", "aadobjectid", "externalid", "identity", "telemetryid"],
  validFrom: ["validfrom"],
};

/** Names of the column of users that no other table has. */
export const CLOUD_USER_WORDS: ReadonlySet<string> = new Set(
  WORDS.user.filter((word) => /aad|entra/u.test(word)),
);

/** Ends that only the user log of the product calls so. */
const USER_LOG_ENDS: ReadonlySet<string> = new Set([
  "logoutdatetime",
  "logoffdatetime",
  "logoutdateandtime",
  "logoffdateandtime",
]);
const USER_LOG_MARKS: ReadonlySet<string> = new Set(["terminatedok", "loggedoffsuccessfully"]);
const VIEW_TIMES: ReadonlySet<string> = new Set(["timestamp", "timegenerated", "mintimestamp"]);

/** `AAD User ID`, `aad_user_id`, `AADUserID` are one name; `timestamp [UTC]` is `timestamp`. */
export function headerWord(text: string): string {
  return text
    .slice(0, 200)
    .normalize("NFKC")
    .replaceAll(/[([](?:utc|gmt)[)\]]/giu, "")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, "");
}

/** Whether the header itself says that the times of its column are UTC. */
export function saysUtc(text: string): boolean {
  return /[([\s_](?:utc|gmt)[)\]]?\s*$/iu.test(text);
}

/** What a table is by the names of its columns; null when they are not those of a table of Dynamics 365. */
export function matchHeader(cells: readonly string[]): HeaderMatch | null {
  const words = cells.map(headerWord);
  const place = (role: CloudRole): number | undefined => {
    for (const word of WORDS[role]) {
      const at = words.indexOf(word);
      if (at >= 0) return at;
    }
    return undefined;
  };
  const columns = (roles: readonly CloudRole[]): CloudColumns =>
    Object.fromEntries(
      roles.map((role) => [role, place(role)] as const).filter(([, at]) => at !== undefined),
    );
  const [user, start, end, session] = [place("user"), place("start"), place("end"), place("session")];
  if (user !== undefined && start !== undefined) {
    const shared = columns(["user", "start", "session", "environment"]);
    const isView = session !== undefined && end === undefined && VIEW_TIMES.has(words[start]!);
    if (isView) return { shape: "pageViews", columns: { ...shared, ...columns(["lastSeen"]) } };
    const isLog =
      words.some((word) => USER_LOG_MARKS.has(word)) || (end !== undefined && USER_LOG_ENDS.has(words[end]!));
    // A user and a time are in many tables: without an end it takes the id that only these exports have.
    if (end === undefined && words[user] !== "aaduserid" && !words[user]!.includes("entra")) return null;
    const shape = isLog ? "userLog" : "loginEvents";
    return { shape, columns: { ...shared, ...columns(["end"]) } };
  }
  const isList = place("userId") !== undefined || place("identity") !== undefined;
  if (isList && place("email") !== undefined) {
    return { shape: "users", columns: columns(["userId", "name", "email", "identity", "validFrom"]) };
  }
  return null;
}

/** The header among the first rows of a table; titles may stand above it. */
export function findHeader(
  rows: readonly (readonly string[])[],
): (HeaderMatch & { readonly row: number }) | null {
  for (const [row, cells] of rows.entries()) {
    const match = matchHeader(cells);
    if (match !== null) return { ...match, row };
  }
  return null;
}
