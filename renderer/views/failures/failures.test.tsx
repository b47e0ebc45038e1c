import { cleanup, configure, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { CaseData, Lockout, RecordRef } from "../../../shared/types/case.ts";
import type { Ticks } from "../../../shared/types/units.ts";
import { type App, createApp } from "../../state/app.ts";
import { showView } from "../../state/commands.ts";
import { exportRows } from "../../state/export-commands.ts";
import { openDemo } from "../../state/open-commands.ts";
import { createMemoryHost, type MemoryHost } from "../../testing/memory-host.ts";
import { draftCase, type FailureDraft, HOUR, MONDAY } from "../../testing/sample-case.ts";
import { settled } from "../../testing/settled.ts";
import { Root } from "../frame/root.tsx";

// What is fetched when it is first needed takes its time on a busy machine.
configure({ asyncUtilTimeout: 20_000 });

interface Page {
  readonly app: App;
  readonly host: MemoryHost;
}

async function open(data: CaseData): Promise<Page> {
  const host = createMemoryHost({ data: () => data });
  const app = createApp(host, null);
  await settled(async () => {
    render(<Root app={app} />);
    await Promise.resolve();
  });
  await settled(() => openDemo(app));
  await settled(() => {
    app.view.patch({ zone: "UTC" });
    showView(app, "failures");
  });
  return { app, host };
}

const MINUTE = HOUR / 60;
const LOCKED = 0xc0000234;

function refused(user: string, minute: number, more: Partial<FailureDraft> = {}): FailureDraft {
  return { user, computer: "PC-014", time: MONDAY + 8 * HOUR + minute * MINUTE, ...more };
}

function lockout(user: string, minute: number, caller: string): Lockout {
  const time = (MONDAY + 8 * HOUR + minute * MINUTE) as Ticks;
  const record: RecordRef = { source: 0, channel: "Security", recordId: "1", eventId: 4740, time, offset: 0 };
  return { time, computer: "DC-1", user, sid: "", caller, record };
}

function headings(): string[] {
  return [...document.querySelectorAll(".vt-group")].map((heading) =>
    [...heading.children]
      .map((child) => child.textContent)
      .filter((text) => text !== "")
      .join(" | "),
  );
}

async function findings(): Promise<string[]> {
  const section = await screen.findByRole("region", { name: "Bursts, sprays and lockouts" });
  await waitFor(() => expect(section.textContent).not.toContain("Looking for"));
  return [...section.querySelectorAll(".finding")].map((line) => line.textContent ?? "");
}

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(600);
  vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(1200);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const ADDRESS = "185.220.101.4";
const GUESSED = [
  ...[0, 1, 2, 3, 4].map((minute) => refused("anna", minute, { address: ADDRESS, followed: minute === 4 })),
  refused("ben", 200, { subStatus: 0xc0000072 }),
];

describe("what stands out", () => {
  test("bursts are told with what they are of, and lead to their refusals", async () => {
    const { app } = await open(
      draftCase([{ user: "anna", computer: "PC-014", start: MONDAY + 8 * HOUR + 6 * MINUTE }], GUESSED),
    );
    expect(await findings()).toEqual([
      `Burst5 attempts on anna from ${ADDRESS}, Mon 4 Mar 08:00 to 08:04anna then signed in, 08:06:00`,
    ]);
    fireEvent.click(screen.getByTitle("Show these refusals"));
    expect(app.view.get().filter).toBe(`user:anna ip:${ADDRESS}`);
    expect(app.view.get().window?.from).toBe(MONDAY + 8 * HOUR);
  });

  test("a spray is a spray, and its refusals are marked in the table", async () => {
    await open(
      draftCase(
        [],
        [
          ...Array.from({ length: 12 }, (_, at) => refused(`user-${at}`, at * 2, { address: ADDRESS })),
          refused("carla", 300),
        ],
      ),
    );
    const found = await findings();
    expect(found[0]).toMatch(/^Spray12 attempts on 12 accounts from 185\.220\.101\.4/);
    const rows = () =>
      screen
        .getAllByRole("row")
        .slice(1)
        .map((row) => row.lastElementChild?.textContent ?? "");
    await waitFor(() => expect(rows().filter((text) => /spray/.test(text))).toHaveLength(12));
    expect(rows()[0]).toBe("");
  });

  test("a log without refusals and lockouts says so, and looks for nothing", async () => {
    await open(draftCase([]));
    expect(screen.getByText("No failed sign-ins in these logs")).toBeTruthy();
    expect(screen.queryByRole("region", { name: "Bursts, sprays and lockouts" })).toBeNull();
  });

  test("names that hide something show it", async () => {
    await open(draftCase([], [refused("an\u200bna", 0), refused("anna", 1)]));
    fireEvent.click(screen.getByRole("button", { name: "Account" }));
    expect(
      headings()
        .map((text) => text.split(" | ")[0])
        .sort(),
    ).toEqual(["CORP\\anna", "CORP\\an⟨200B⟩na"]);
  });

  test("without any it says what would have been one", async () => {
    await open(draftCase([], [refused("anna", 0)]));
    expect(await findings()).toEqual([]);
    expect(screen.getByText(/^No burst and no spray/)).toBeTruthy();
  });

  test("a lockout names the computer that caused it and what went before", async () => {
    const { app } = await open(
      draftCase([], GUESSED, { lockouts: [lockout("anna", 5, "NB-7"), lockout("carla", 6, "")] }),
    );
    const found = await findings();
    expect(found.filter((line) => line.startsWith("Locked out"))).toEqual([
      "Locked outcarla: Mon 4 Mar 08:06; the record names no computer that caused it; no refusal in these logs in the 30 minutes before",
      `Locked outanna: Mon 4 Mar 08:05; caused from NB-7; 5 refusals in the 30 minutes before, from ${ADDRESS}`,
    ]);
    fireEvent.click(screen.getByText(/^anna: Mon 4 Mar 08:05/));
    expect(app.view.get().filter).toBe("user:anna");
  });
});

describe("lockouts that only a domain controller knows of", () => {
  test("are told, with the accounts, and a log can be added", async () => {
    await open(
      draftCase([], [refused("anna", 0, { subStatus: LOCKED }), refused("anna", 1, { subStatus: LOCKED })]),
    );
    expect(
      screen.getByText(/^Refused 2 times because the account was locked out: anna\..*domain controllers/),
    ).toBeTruthy();
    expect(screen.getByRole("button", { name: /^Add the Security log of a domain controller/ })).toBeTruthy();
  });

  test("are not claimed where the lockout is recorded, nor for accounts of the computer itself", async () => {
    const locked = [refused("anna", 9, { subStatus: LOCKED })];
    await open(draftCase([], locked, { lockouts: [lockout("anna", 5, "NB-7")] }));
    expect(screen.queryByRole("button", { name: /^Add the Security log/ })).toBeNull();
    cleanup();
    const data = draftCase([], locked);
    const strings = data.strings.map((text) => (text === "CORP" ? "PC-014" : text));
    await open({ ...data, strings });
    expect(screen.queryByRole("button", { name: /^Add the Security log/ })).toBeNull();
  });

  test("without a refusal of that kind it is only said that there is none here", async () => {
    await open(draftCase([], [refused("anna", 0)]));
    expect(screen.getByText(/^No lockout is in these logs\. Those of accounts of CORP/)).toBeTruthy();
  });
});

describe("refusals put together", () => {
  test("by account, source and reason, with what is known of each; closed at first", async () => {
    const { app } = await open(draftCase([], GUESSED));
    await findings();
    fireEvent.click(screen.getByRole("button", { name: "Account" }));
    expect(headings()).toEqual([
      "CORP\\anna | 5 refusals | burst | 1 followed by a sign-in | Mon 4 Mar 08:00 to 08:04 | Wrong password",
      "CORP\\ben | 1 refusal | Mon 4 Mar 11:20:00 | The account is disabled",
    ]);
    fireEvent.click(screen.getByRole("button", { name: "Source" }));
    expect(headings().map((text) => text.split(" | ")[0])).toEqual([ADDRESS, "no source recorded"]);
    fireEvent.click(screen.getByRole("button", { name: "Reason" }));
    expect(headings()[1]).toMatch(
      /^The account is disabled \| 1 refusal .*What to try: Have the account enabled/,
    );
    expect(app.view.get().failureGroup).toBe("reason");
    fireEvent.click(screen.getByRole("button", { name: "Open all" }));
    expect(screen.getAllByRole("row").length).toBe(1 + 2 + 6);
    fireEvent.click(screen.getByRole("button", { name: "Close all" }));
    expect(screen.getAllByRole("row").length).toBe(1 + 2);
  });

  test("are exported in the order of the screen", async () => {
    const { app, host } = await open(draftCase([], GUESSED));
    const users = () => {
      const text = new TextDecoder().decode(host.saved.at(-1)!.bytes);
      return [...text.matchAll(/\b(?:anna|ben)\b/g)].map(([name]) => name);
    };
    await settled(() => exportRows(app, "csv"));
    expect(users()).toEqual(["ben", "anna", "anna", "anna", "anna", "anna"]);
    await settled(() => app.view.patch({ failureGroup: "account" }));
    await settled(() => exportRows(app, "csv"));
    expect(users()).toEqual(["anna", "anna", "anna", "anna", "anna", "ben"]);
  });

  test("a hundred thousand from one address are one line", async () => {
    await open(
      draftCase(
        [],
        Array.from({ length: 100_000 }, (_, at) => refused("administrator", at / 1000, { address: ADDRESS })),
      ),
    );
    fireEvent.click(screen.getByRole("button", { name: "Source" }));
    expect(headings()[0]).toMatch(/^185\.220\.101\.4 \| 100,000 refusals/);
    expect(screen.getAllByRole("row").length).toBe(2);
  }, 60_000);
});
