import type { Ticks } from "../../shared/types/units.ts";
import { office } from "./clock.ts";
import type { DemoAnswers } from "./demo-answers.ts";
import { Ledger } from "./ledger.ts";
import { Machine } from "./machine.ts";
import { PC_014, PC_022, SRV_RDS } from "./people.ts";
import { Random } from "./random.ts";
import { tellFrontDesk } from "./story-front-desk.ts";
import { tellOffice } from "./story-office.ts";
import { tellServer } from "./story-server.ts";
import { Timeline } from "./timeline.ts";

/** Monday to Friday of the story's two weeks, month-day. */
export const WORKDAYS = [
  "03-04",
  "03-05",
  "03-06",
  "03-07",
  "03-08",
  "03-11",
  "03-12",
  "03-13",
  "03-14",
  "03-15",
] as const;

/** Friday of the second week, half past three: the logs are copied. */
const LOG_END = office("03-15 15:30");

export interface Told {
  readonly office: Machine;
  readonly frontDesk: Machine;
  readonly server: Machine;
  readonly answers: DemoAnswers;
  readonly end: Ticks;
}

/** Tells the whole story once. The same every time. */
export function tellStory(): Told {
  const random = new Random(20_240_304);
  const timeline = new Timeline(random);
  const ledger = new Ledger();
  const world = { timeline, random, ledger };
  const machine = (
    name: string,
    windows: { name: string; build: number; logon: "4624v2" | "4624v3" },
    ids: { security: number; system: number; terminal: number },
  ) =>
    new Machine(
      {
        name,
        windows,
        layout: windows.build < 19_041 ? "nestedBare" : "nested",
        terminalServer: name === SRV_RDS,
        firstIds: ids,
      },
      world,
    );

  const pc14 = machine(
    PC_014,
    { name: "Windows 11 Pro", build: 22_631, logon: "4624v3" },
    { security: 81_204, system: 12_873, terminal: 1 },
  );
  const pc22 = machine(
    PC_022,
    { name: "Windows 10 Pro", build: 19_045, logon: "4624v2" },
    { security: 203_550, system: 30_411, terminal: 1 },
  );
  const server = machine(
    SRV_RDS,
    { name: "Windows Server 2019 Standard", build: 17_763, logon: "4624v2" },
    { security: 1_640_102, system: 55_020, terminal: 4_711 },
  );
  tellServer(server, WORKDAYS);
  tellOffice(pc14, WORKDAYS);
  tellFrontDesk(pc22, WORKDAYS);
  timeline.run(LOG_END);
  return { office: pc14, frontDesk: pc22, server, answers: ledger.answers(LOG_END), end: LOG_END };
}
