import { caseOfEvents } from "../../shared/testing/ask-report.ts";
import type { EventSpec } from "../../shared/testing/event-table-builder.ts";
import type { CaseData } from "../../shared/types/case.ts";
import { DAY, HOUR } from "./sample-case.ts";

/** Ticks of Monday 2024-03-04T00:00Z. */
const MONDAY = 63 * DAY;
const MINUTE = HOUR / 60;
const PEOPLE = ["anna", "ben", "carla", "dmitri"] as const;

/** Two domain controllers and one workstation over three days: who was authenticated when, refused, locked out. */
export function domainCase(): CaseData {
  const rows: EventSpec[] = [];
  const add = (spec: Omit<EventSpec, "recordId">): void => {
    rows.push({ ...spec, recordId: rows.length + 1 });
  };
  for (let day = 0; day < 3; day++) {
    for (const [at, user] of PEOPLE.entries()) {
      const address = `10.0.0.${17 + at}`;
      const sid = `S-1-5-21-1-2-3-${1001 + at}`;
      const morning = MONDAY + day * DAY + (7.5 + at * 0.4) * HOUR;
      const controller = { computer: at % 2 === 0 ? "DC1.corp.local" : "DC2.corp.local", source: at % 2 };
      if (at < 3) {
        add({
          kind: "logon",
          eventId: 4624,
          time: morning - 2 * MINUTE,
          ...controller,
          user: `PC${at + 1}$`,
          domain: "CORP",
          sid: `S-1-5-21-1-2-3-${2001 + at}`,
          logonId: 9000 + rows.length,
          logonType: 3,
          address,
          package: "Kerberos",
        });
      }
      for (const hours of [0, 3.1, 5, 9.2]) {
        const kind = hours === 5 ? "credentialsAccepted" : "ticketGranted";
        add({
          kind,
          eventId: kind === "ticketGranted" ? 4768 : 4776,
          time: morning + hours * HOUR,
          ...controller,
          user,
          sid,
          ...(kind === "ticketGranted" ? { address } : { workstation: `PC${at + 1}` }),
        });
      }
      if (user === "anna") {
        const desktop = {
          computer: "PC1.corp.local",
          source: 2,
          user,
          domain: "CORP",
          sid,
          logonId: 100 + day,
        };
        add({
          ...desktop,
          kind: "logon",
          eventId: 4624,
          time: morning + HOUR / 3600,
          logonType: 2,
          logonProcess: "User32",
          address: "127.0.0.1",
        });
        add({ ...desktop, kind: "userLogoff", eventId: 4647, time: morning + 9 * HOUR });
      }
      if (user === "dmitri" && day === 1) {
        for (let i = 0; i < 6; i++)
          add({
            kind: "credentialsRefused",
            eventId: 4776,
            time: morning + HOUR + i * 20 * MINUTE,
            ...controller,
            user,
            workstation: "KIOSK7",
            status: 0xc000006a,
          });
        add({
          kind: "accountLockedOut",
          eventId: 4740,
          time: morning + HOUR + 121 * MINUTE,
          ...controller,
          user,
          sid,
          workstation: "KIOSK7",
        });
      }
    }
  }
  return caseOfEvents(rows.sort((a, b) => a.time - b.time));
}
