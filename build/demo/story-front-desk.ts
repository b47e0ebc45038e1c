import { failAtDesk, lock, lockOut, signIn, signOut, unlock } from "./desk.ts";
import { NO_GUID, subjectFields } from "./logon-records.ts";
import type { Machine } from "./machine.ts";
import { clockNudge } from "./noise.ts";
import { ADMIN_IT, BEN, DOMAIN, type Person, RECEPTION } from "./people.ts";
import { boot, die, shutDown, writeUpTimeAtNoon } from "./power.ts";

/**
 * PC-022, Windows 10: the front desk in the morning, ben in the afternoon. Its Security log is cleared on the third
 * evening; later come a stop error and an account that locks itself out.
 */
export function tellFrontDesk(pc: Machine, days: readonly string[]): void {
  const during = (minute: string, action: () => void) => pc.timeline.during(minute, action);
  const shift = (day: string, on: string, at: string, until: string) => {
    during(`${day} ${on}`, () => boot(pc));
    during(`${day} ${at}`, () => signIn(pc, RECEPTION));
    during(`${day} ${until}`, () => signOut(pc, RECEPTION));
  };
  const away = (day: string, who: Person, from: string, to: string) => {
    during(`${day} ${from}`, () => lock(pc, who));
    during(`${day} ${to}`, () => unlock(pc, who));
  };
  const home = (minute: string, by: Person) =>
    during(minute, () => shutDown(pc, { by, kind: "power off", logoffsRecorded: true }));
  for (const day of days) {
    writeUpTimeAtNoon(pc, day);
    during(`${day} 08:41`, () => clockNudge(pc));
  }

  shift("03-04", "07:22", "07:28", "12:31");
  away("03-04", RECEPTION, "09:40", "09:52");
  during("03-04 12:58", () => signIn(pc, BEN));
  away("03-04", BEN, "15:02", "15:20");
  home("03-04 17:33", BEN);

  shift("03-05", "07:21", "07:27", "12:30");
  during("03-05 13:03", () => signIn(pc, BEN));
  home("03-05 17:30", BEN);

  shift("03-06", "07:24", "07:29", "12:33");
  during("03-06 13:01", () => signIn(pc, BEN));
  during("03-06 17:28", () => signOut(pc, BEN));
  during("03-06 17:52", () => signIn(pc, ADMIN_IT));
  during("03-06 18:04", () => clearSecurityLog(pc, ADMIN_IT));
  during("03-06 18:06", () => changeAuditPolicy(pc, ADMIN_IT));
  home("03-06 18:18", ADMIN_IT);

  // DPC_WATCHDOG_VIOLATION
  during("03-07 07:23", () => boot(pc));
  during("03-07 07:30", () => signIn(pc, RECEPTION));
  during("03-07 11:17", () => die(pc, "crash", 0x133));
  shift("03-07", "11:21", "11:26", "12:30");
  during("03-07 13:00", () => signIn(pc, BEN));
  home("03-07 17:31", BEN);

  shift("03-08", "07:22", "07:28", "12:32");
  during("03-08 12:59", () => signIn(pc, BEN));
  home("03-08 16:02", BEN);

  shift("03-11", "07:24", "07:29", "12:31");
  during("03-11 13:02", () => failAtDesk(pc, BEN, "mustChange"));
  during("03-11 13:04", () => signIn(pc, BEN));
  home("03-11 17:32", BEN);

  // A new colleague at the front desk: five wrong passwords lock the account for a quarter of an hour.
  during("03-12 07:21", () => boot(pc));
  for (const minute of ["07:24", "07:25", "07:26", "07:27"]) {
    during(`03-12 ${minute}`, () => failAtDesk(pc, RECEPTION, "wrongPassword"));
  }
  during("03-12 07:28", () => {
    failAtDesk(pc, RECEPTION, "wrongPassword");
    lockOut(pc, RECEPTION);
  });
  for (const minute of ["07:30", "07:33"]) {
    during(`03-12 ${minute}`, () => failAtDesk(pc, RECEPTION, "lockedOut"));
  }
  during("03-12 07:47", () => signIn(pc, RECEPTION));
  during("03-12 12:30", () => signOut(pc, RECEPTION));
  during("03-12 13:00", () => signIn(pc, BEN));
  home("03-12 17:30", BEN);

  // No domain controller in reach in the afternoon: ben's password is checked against the stored one.
  shift("03-13", "07:23", "07:29", "12:32");
  during("03-13 10:05", () => failAtDesk(pc, { name: "trainee", domain: DOMAIN }, "disabled"));
  during("03-13 12:58", () => signIn(pc, BEN, 11));
  home("03-13 17:29", BEN);

  shift("03-14", "07:22", "07:28", "12:30");
  during("03-14 13:01", () => signIn(pc, BEN));
  home("03-14 17:31", BEN);

  shift("03-15", "07:25", "07:31", "12:30");
  during("03-15 13:02", () => signIn(pc, BEN));
  during("03-15 15:11", () => lock(pc, BEN));
}

/** 1102 becomes the first record of what is left. */
function clearSecurityLog(pc: Machine, by: Person): void {
  const desk = pc.desk(by);
  pc.security.forgetBefore(pc.now);
  const subject = { account: by, logonId: desk.elevatedId ?? desk.logonId };
  pc.audit("1102", 0, subjectFields(subject), { processId: 1480 });
  pc.ledger.cleared({ computer: pc.fullName, time: pc.now, by: by.name });
}

/** "Other Logon/Logoff Events" switched on for success and failure. */
function changeAuditPolicy(pc: Machine, by: Person): void {
  const desk = pc.desk(by);
  pc.audit("4719", 0, {
    ...subjectFields({ account: by, logonId: desk.elevatedId ?? desk.logonId }),
    CategoryId: "%%8273",
    SubcategoryId: "%%12551",
    SubcategoryGuid: NO_GUID.replace(
      "00000000-0000-0000-0000-000000000000",
      "0CCE921C-69AE-11D9-BED3-505054503030",
    ),
    AuditPolicyChanges: "%%8449, %%8451",
  });
}
