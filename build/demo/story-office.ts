import type { Ticks } from "../../shared/types/units.ts";
import { elevate, failAtDesk, lock, screenSaver, signIn, signOut, unlock } from "./desk.ts";
import type { Machine } from "./machine.ts";
import { clockNudge, resumeServices } from "./noise.ts";
import { ADMIN_IT, ANNA, CARLA, type Person } from "./people.ts";
import { boot, die, type Shutdown, shutDown, sleep, wake, writeUpTimeAtNoon } from "./power.ts";

/**
 * PC-014, Windows 11: anna's computer, lent to carla now and then. A power cut, a computer asleep over the weekend, a
 * restart from afar under somebody's hands.
 */
export function tellOffice(pc: Machine, days: readonly string[]): void {
  const during = (minute: string, action: () => void) => pc.timeline.during(minute, action);
  const lunch = (day: string, who: Person, from: string, to: string) => {
    during(`${day} ${from}`, () => lock(pc, who));
    during(`${day} ${to}`, () => unlock(pc, who));
  };
  const home = (minute: string, by: Person) =>
    during(minute, () => shutDown(pc, { by, kind: "power off", logoffsRecorded: true }));
  const morning = (day: string, on: string, who: Person, at: string) => {
    during(`${day} ${on}`, () => boot(pc));
    during(`${day} ${at}`, () => signIn(pc, who));
  };
  for (const day of days) {
    writeUpTimeAtNoon(pc, day);
    during(`${day} 09:33`, () => clockNudge(pc));
  }

  morning("03-04", "07:51", ANNA, "07:56");
  lunch("03-04", ANNA, "12:03", "12:41");
  home("03-04 17:22", ANNA);

  // Three times the old password, then the new one; a driver needs an administrator; carla stays late.
  during("03-05 07:49", () => boot(pc));
  for (const minute of ["07:54", "07:55", "07:56"]) {
    during(`03-05 ${minute}`, () => failAtDesk(pc, ANNA, "wrongPassword"));
  }
  during("03-05 07:58", () => signIn(pc, ANNA));
  during("03-05 10:14", () => elevate(pc, ANNA, ADMIN_IT));
  lunch("03-05", ANNA, "12:01", "12:44");
  during("03-05 17:04", () => signOut(pc, ANNA));
  during("03-05 17:41", () => signIn(pc, CARLA));
  lunch("03-05", CARLA, "18:20", "18:27");
  home("03-05 19:32", CARLA);

  // The power cut.
  morning("03-06", "07:52", ANNA, "07:58");
  lunch("03-06", ANNA, "12:05", "12:38");
  during("03-06 14:36", () => die(pc, "powerLoss"));
  morning("03-06", "14:52", ANNA, "14:57");
  home("03-06 17:15", ANNA);

  morning("03-07", "07:50", ANNA, "07:55");
  during("03-07 09:20", () => screenSaver(pc, ANNA, 7));
  during("03-07 12:02", () => lock(pc, ANNA));
  during("03-07 12:46", () => failAtDesk(pc, ANNA, "wrongPassword", 7));
  during("03-07 12:47", () => unlock(pc, ANNA));
  lunch("03-07", ANNA, "16:10", "16:24");
  home("03-07 17:09", ANNA);

  // Locked, not signed out; the computer falls asleep and wakes on Monday.
  morning("03-08", "07:53", ANNA, "07:59");
  lunch("03-08", ANNA, "12:00", "12:39");
  during("03-08 16:31", () => lock(pc, ANNA));
  let slept = Number.NaN as Ticks;
  during("03-08 17:01", () => {
    slept = pc.now;
    sleep(pc);
  });
  during("03-11 07:53", () => {
    wake(pc, slept);
    resumeServices(pc);
  });
  during("03-11 07:54", () => unlock(pc, ANNA));
  lunch("03-11", ANNA, "12:04", "12:43");
  home("03-11 17:12", ANNA);

  morning("03-12", "07:50", ANNA, "07:56");
  lunch("03-12", ANNA, "12:06", "12:45");
  during("03-12 15:30", () => elevate(pc, ANNA, ADMIN_IT));
  home("03-12 17:20", ANNA);

  // Anna has the day off; carla is at her desk when IT restarts the computer from afar.
  const fromAfar: Shutdown = { by: ADMIN_IT, kind: "restart", logoffsRecorded: false };
  morning("03-13", "08:50", CARLA, "09:02");
  lunch("03-13", CARLA, "12:15", "12:50");
  during("03-13 15:06", () => shutDown(pc, fromAfar));
  morning("03-13", "15:08", CARLA, "15:12");
  home("03-13 17:02", CARLA);

  morning("03-14", "07:52", ANNA, "07:58");
  lunch("03-14", ANNA, "12:01", "12:37");
  home("03-14 17:11", ANNA);

  morning("03-15", "07:51", ANNA, "07:57");
  lunch("03-15", ANNA, "12:02", "12:40");
}
