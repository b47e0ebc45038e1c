import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { CaseData } from "../../shared/types/case.ts";
import { NotMade } from "../data/not-made.ts";
import { CaseAssembly } from "../data/report-job/case-pieces.ts";
import type { ReportNews, ReportOrder } from "../data/report-job/report-messages.ts";
import { reportServer } from "../data/report-job/report-server.ts";
import type { ReportView } from "../data/report-lines.ts";
import { sampleCase } from "../testing/sample-case.ts";
import { ReportDesk } from "./report-desk.ts";

/** A thread that does nothing before it is told to. */
class FakeThread {
  readonly orders: ReportOrder[] = [];
  closed = false;
  readonly #news: (news: ReportNews) => void;
  readonly lose: () => void;
  readonly #serve: (order: ReportOrder) => void;

  constructor(news: (news: ReportNews) => void, lose: () => void) {
    this.#news = news;
    this.lose = lose;
    this.#serve = reportServer((item) => this.#news(item));
  }

  get asked(): readonly string[] {
    return this.orders.flatMap((order) => (order.type === "ask" ? [order.view.report.name] : []));
  }

  /** Carries out all that was ordered. */
  work(): void {
    for (const order of this.orders.splice(0)) this.#serve(order);
  }
}

const DESKTOP: ReportView["kinds"] = ["desktop"];
const data = sampleCase("normal");
const other = sampleCase("one");
const view = (name: ReportView["report"]["name"], filter = ""): ReportView => ({
  report: { name, by: "type", days: 90, calendar: null, accounts: null },
  filter,
  kinds: DESKTOP,
  window: null,
  moment: null,
});
const question = (name: ReportView["report"]["name"], of: CaseData = data) => ({
  data: of,
  view: view(name),
  zone: "UTC",
});

let threads: FakeThread[] = [];
const desk = () =>
  new ReportDesk((news, lost) => {
    const thread = new FakeThread(news, lost);
    threads.push(thread);
    return {
      post: (order) => thread.orders.push(order),
      close: () => {
        thread.closed = true;
      },
    };
  });
const last = () => threads.at(-1)!;

beforeEach(() => {
  threads = [];
  // A clock that stands still: the case is handed over without a pause, however busy the machine is.
  vi.spyOn(performance, "now").mockReturnValue(0);
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe("the desk of reports", () => {
  test("gives the case once, then only questions", () => {
    const reports = desk();
    reports.ask(question("hours"));
    const pieces = last().orders.filter(({ type }) => type === "piece");
    const assembly = new CaseAssembly();
    for (const order of pieces) if (order.type === "piece") assembly.add(order.piece);
    expect(assembly.data.sessions.length).toBe(data.sessions.length);
    last().work();
    expect(reports.state.get()).toMatchObject({ phase: "done", made: { sheet: { name: "hours" } } });
    reports.ask(question("boots"));
    expect(last().orders.map(({ type }) => type)).toEqual(["ask"]);
    last().work();
    expect(reports.state.get().made?.sheet.name).toBe("boots");
    expect(threads).toHaveLength(1);
  });
  test("while it is busy only the last question waits", () => {
    const reports = desk();
    reports.ask(question("hours"));
    for (const name of ["boots", "remote", "admins"] as const) reports.ask(question(name));
    expect(last().asked).toEqual(["hours"]);
    last().work();
    expect(last().asked).toEqual(["admins"]);
    expect(reports.state.get().phase).toBe("making");
    last().work();
    expect(reports.state.get().made?.sheet.name).toBe("admins");
  });
  test("the answer before stays in sight while another filter is worked on, not another report", () => {
    const reports = desk();
    reports.ask(question("hours"));
    last().work();
    reports.ask({ ...question("hours"), view: view("hours", "user:anna") });
    expect(reports.state.get()).toMatchObject({ phase: "making", made: { sheet: { name: "hours" } } });
    reports.ask(question("boots"));
    expect(reports.state.get().made).toBeNull();
  });
  test("the same question is not asked twice", () => {
    const reports = desk();
    reports.ask(question("hours"));
    last().work();
    reports.ask(question("hours"));
    expect(last().orders).toEqual([]);
    expect(reports.state.get().phase).toBe("done");
  });
  test("stopping ends the thread; asked again another one gets the case", () => {
    const reports = desk();
    reports.ask(question("hours"));
    reports.stop();
    expect([last().closed, reports.state.get().phase]).toEqual([true, "stopped"]);
    last().work();
    expect(reports.state.get().phase).toBe("stopped");
    reports.ask(question("hours"));
    expect(threads).toHaveLength(1);
    reports.again();
    expect(threads).toHaveLength(2);
    last().work();
    expect(reports.state.get().phase).toBe("done");
  });
  test("another case replaces the thread", () => {
    const reports = desk();
    reports.ask(question("hours"));
    last().work();
    reports.ask(question("hours", other));
    expect(threads.map(({ closed }) => closed)).toEqual([true, false]);
    expect(reports.state.get().made).toBeNull();
    last().work();
    expect(reports.state.get()).toMatchObject({ phase: "done", answered: { data: other } });
  });
  test("a thread that is lost is told, and what was being saved is not waited for", async () => {
    const reports = desk();
    reports.ask(question("hours"));
    last().work();
    const saved = reports.save("csv").next();
    last().lose();
    await expect(saved).rejects.toThrow(NotMade);
    expect(reports.state.get()).toMatchObject({ phase: "failed", made: null });
    await expect(reports.save("csv").next()).rejects.toThrow(NotMade);
  });
  test("a file comes block by block, each when it is asked for, and no more of one that is given up", async () => {
    const reports = desk();
    reports.ask(question("hours"));
    last().work();
    const asked = () => last().orders.map(({ type }) => type);
    const step = async <T>(next: Promise<T>): Promise<T> => {
      await vi.waitFor(() => expect(asked()).toHaveLength(1));
      last().work();
      return await next;
    };
    const blocks = reports.save("csv");
    const first = await step(blocks.next());
    expect(new TextDecoder().decode(first.value as Uint8Array)).toContain("user");
    expect(asked()).toEqual([]);
    // While a file is written out of it the thread stays, however long nobody looks.
    vi.useFakeTimers();
    reports.leave();
    vi.advanceTimersByTime(120_000);
    vi.useRealTimers();
    expect(last().closed).toBe(false);
    expect((await step(blocks.next())).done).toBe(true);
    const other = reports.save("json");
    await step(other.next());
    await other.return(undefined);
    expect(asked()).toEqual(["drop"]);
  });
  test("a while after the last look the thread and its copy of the case end", () => {
    vi.useFakeTimers();
    try {
      const reports = desk();
      reports.ask(question("hours"));
      last().work();
      reports.leave();
      vi.advanceTimersByTime(30_000);
      reports.ask(question("hours"));
      vi.advanceTimersByTime(120_000);
      expect([last().closed, reports.state.get().phase]).toEqual([false, "done"]);
      reports.leave();
      vi.advanceTimersByTime(120_000);
      expect([last().closed, reports.state.get().phase]).toEqual([true, "idle"]);
    } finally {
      vi.useRealTimers();
    }
  });
});
