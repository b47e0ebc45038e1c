import { office, plus, SECOND } from "./clock.ts";
import { writeFailure } from "./desk.ts";
import type { Client, Machine } from "./machine.ts";
import { backupTask, networkVisit } from "./noise.ts";
import {
  ADMIN_IT,
  ANNA,
  BEN,
  CARLA,
  computerAccount,
  DMITRI,
  PC_014,
  PC_022,
  type Person,
} from "./people.ts";
import { boot, shutDown } from "./power.ts";
import { rdpDisconnect, rdpFail, rdpReconnect, rdpSignIn, rdpSignOut } from "./remote.ts";

const LAPTOP: Client = { name: "LAPTOP-DM", address: "10.20.4.31" };
const HOME: Client = { name: "LAPTOP-DM", address: "10.8.0.6" };
const CARLA_NB: Client = { name: "CARLA-NB", address: "10.20.4.23" };
const ADMIN_WS: Client = { name: "ADMIN-WS", address: "10.20.4.5" };
const FROM_PC_014: Client = { name: PC_014, address: "10.20.4.14" };
const STRANGER = { name: "WIN-7Q2MLPF3", address: "203.0.113.77" };

/**
 * SRV-RDS, Windows Server 2019: remote desktops. Dmitri works here all day and mostly leaves his session standing;
 * updates restart the server on Sunday morning, and on the Saturday somebody from outside guesses names.
 */
export function tellServer(server: Machine, days: readonly string[]): void {
  const during = (minute: string, action: () => void) => server.timeline.during(minute, action);
  const enter = (minute: string, who: Person, client: Client) =>
    during(minute, () => void rdpSignIn(server, who, client));
  const leave = (minute: string, who: Person, reason: 0 | 11 = 0) =>
    during(minute, () => rdpDisconnect(server, who, reason));
  const back = (minute: string, who: Person, client: Client) =>
    during(minute, () => rdpReconnect(server, who, client));
  const out = (minute: string, who: Person) => during(minute, () => rdpSignOut(server, who));

  // Before the log: it is a ring, and what is older than Monday has been overwritten.
  during("02-29 22:10", () => boot(server, true));
  enter("03-01 09:12", CARLA, CARLA_NB);
  leave("03-01 16:05", CARLA);
  server.timeline.at(office("03-04 00:00"), () => {
    server.security.forgetBefore(server.now);
    server.terminal.forgetBefore(server.now);
    server.ledger.beginsHere(server.fullName);
  });

  enter("03-04 08:31", DMITRI, LAPTOP);
  back("03-04 09:10", CARLA, CARLA_NB);
  out("03-04 11:02", CARLA);
  leave("03-04 12:14", DMITRI);
  back("03-04 13:06", DMITRI, LAPTOP);
  leave("03-04 17:46", DMITRI, 11);

  back("03-05 08:24", DMITRI, LAPTOP);
  enter("03-05 10:40", ADMIN_IT, ADMIN_WS);
  out("03-05 11:25", ADMIN_IT);
  leave("03-05 17:51", DMITRI);

  // From home, with one slip of the finger.
  during("03-06 08:29", () => rdpFail(server, DMITRI, HOME));
  back("03-06 08:30", DMITRI, HOME);
  leave("03-06 12:10", DMITRI);
  back("03-06 13:00", DMITRI, HOME);
  enter("03-06 16:20", CARLA, CARLA_NB);
  out("03-06 17:40", DMITRI);
  out("03-06 18:02", CARLA);

  enter("03-07 08:27", DMITRI, LAPTOP);
  enter("03-07 14:00", ANNA, FROM_PC_014);
  out("03-07 14:50", ANNA);
  leave("03-07 17:49", DMITRI);

  back("03-08 08:33", DMITRI, LAPTOP);
  leave("03-08 16:45", DMITRI);

  guessing(server);

  during("03-10 03:00", () => shutDown(server, { by: null, kind: "restart", logoffsRecorded: false }));
  during("03-10 03:04", () => boot(server));

  enter("03-11 08:30", DMITRI, LAPTOP);
  leave("03-11 12:12", DMITRI);
  back("03-11 13:03", DMITRI, LAPTOP);
  out("03-11 17:44", DMITRI);

  enter("03-12 08:25", DMITRI, LAPTOP);
  enter("03-12 09:30", CARLA, CARLA_NB);
  leave("03-12 11:50", CARLA);
  back("03-12 14:20", CARLA, CARLA_NB);
  out("03-12 15:05", CARLA);
  leave("03-12 17:50", DMITRI, 11);

  back("03-13 08:28", DMITRI, LAPTOP);
  enter("03-13 15:02", ADMIN_IT, ADMIN_WS);
  out("03-13 15:40", ADMIN_IT);
  out("03-13 17:45", DMITRI);

  enter("03-14 08:31", DMITRI, LAPTOP);
  leave("03-14 12:09", DMITRI);
  back("03-14 13:01", DMITRI, LAPTOP);
  leave("03-14 17:47", DMITRI);

  back("03-15 08:26", DMITRI, LAPTOP);
  enter("03-15 11:15", ADMIN_IT, ADMIN_WS);
  leave("03-15 14:40", ADMIN_IT);

  visitors(server, days);
}

/** Saturday night, eight minutes, one address, one name that nobody has. */
function guessing(server: Machine): void {
  let time = office("03-09 02:13:08");
  for (let attempt = 0; attempt < 64; attempt++) {
    const port = String(server.random.between(49_152, 65_500));
    server.timeline.at(time, () =>
      writeFailure(server, { name: "backupadmin", domain: "" }, "unknownUser", 3, {
        process: null,
        address: STRANGER.address,
        workstation: STRANGER.name,
        port,
      }),
    );
    time = plus(time, server.random.between(50, 98) * (SECOND / 10));
  }
}

/** What the computers of the office and the nightly backup leave behind. */
function visitors(server: Machine, days: readonly string[]): void {
  const computers = [
    { account: computerAccount(PC_014, 1201), address: FROM_PC_014.address },
    { account: computerAccount(PC_022, 1202), address: "10.20.4.22" },
  ];
  for (const day of days) {
    for (let hour = 8; hour < 18; hour++) {
      const minute = () => `${day} ${String(hour).padStart(2, "0")}:${server.random.between(10, 59)}`;
      for (const { account, address } of computers) {
        server.timeline.during(minute(), () => networkVisit(server, account, address));
      }
      const person = hour < 13 || day === "03-13" ? ANNA : BEN;
      const address = person === ANNA ? FROM_PC_014.address : "10.20.4.22";
      server.timeline.during(minute(), () => networkVisit(server, person, address));
    }
  }
  for (let day = 4; day <= 15; day++) {
    const night = `03-${String(day).padStart(2, "0")} 02:00`;
    server.timeline.during(night, () => backupTask(server));
  }
}
