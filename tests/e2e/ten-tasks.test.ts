import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { projectRoot } from "../source-tree.ts";
import { type Cost, type CountedUser, costOf } from "./counted-user.ts";
import { describeOnHosts } from "./page-under-test.ts";

interface Task {
  readonly name: string;
  /** At most so many; more means that a way has become longer. */
  readonly clicks: number;
  readonly keys: number;
  run(user: CountedUser, page: Page): Promise<ReturnType<Page["locator"]>>;
}

const view = (page: Page, name: string) =>
  page.getByRole("navigation", { name: "Views" }).getByRole("button", { name });

/** The questions of `docs/ten-tasks.md`, asked of the sample log, each from the summary as it stands after opening. */
const TASKS: readonly Task[] = [
  {
    name: "First and last of every user on every day",
    clicks: 1,
    keys: 0,
    run: async (user, page) => {
      await user.click(view(page, "Reports"));
      return page.getByRole("grid", { name: "Lines of the report" }).getByText("2024-03-15 07:57:55");
    },
  },
  {
    name: "When one person was on, as a picture",
    clicks: 1,
    keys: 4,
    run: async (user, page) => {
      await user.click(view(page, "Timeline"));
      await user.press("Control+k");
      await user.type("ca");
      await user.press("Enter");
      // One lane is left on the canvas, as the list beside it tells.
      return page.getByRole("tree").getByText(/^carla, .* 6 sessions/);
    },
  },
  {
    name: "Who never signed out",
    clicks: 1,
    keys: 0,
    run: async (user, page) => {
      await user.click(page.getByRole("button", { name: "4 without an end in these logs" }));
      return page.getByRole("grid", { name: "Sessions" }).getByText("no end, last seen 03-15 15:29");
    },
  },
  {
    name: "Why the end of a session is missing",
    clicks: 2,
    keys: 0,
    run: async (user, page) => {
      await user.click(page.getByRole("button", { name: "4 without an end in these logs" }));
      await user.click(page.getByRole("grid", { name: "Sessions" }).getByText("dmitri"));
      return page.getByText(/^Why this is the end/);
    },
  },
  {
    name: "Remote Desktop visits and where they came from",
    clicks: 2,
    keys: 0,
    run: async (user, page) => {
      await user.click(view(page, "Reports"));
      await user.click(page.getByRole("button", { name: "Remote sessions" }));
      return page.getByRole("grid", { name: "Lines of the report" }).getByText("10.20.4.5");
    },
  },
  {
    name: "Most sessions at once, over the whole time",
    clicks: 2,
    keys: 0,
    run: async (user, page) => {
      await user.click(view(page, "Reports"));
      await user.click(page.getByRole("button", { name: "Most at once" }));
      return page.getByRole("grid", { name: "Lines of the report" }).getByRole("row");
    },
  },
  {
    name: "Several machines in one list by time",
    clicks: 1,
    keys: 0,
    run: async (user, page) => {
      await user.click(view(page, "Sessions"));
      return page.getByRole("grid", { name: "Sessions" }).getByText("SRV-RDS.corp.example");
    },
  },
  {
    name: "Sign-ins counted by type",
    clicks: 1,
    keys: 0,
    run: async (user, page) => {
      await user.click(view(page, "Breakdown"));
      return page.getByRole("figure", { name: "Kind of logon" }).getByText("RemoteInteractive (10)");
    },
  },
  {
    name: "All refused sign-ins from one address",
    clicks: 2,
    keys: 0,
    run: async (user, page) => {
      await user.click(view(page, "Failures"));
      await user.click(page.getByText("64 attempts on backupadmin from 203.0.113.77", { exact: false }));
      return page.getByText(/64 of 78/);
    },
  },
  {
    name: "The filtered list as a file",
    clicks: 1,
    keys: 1,
    run: async (user, page) => {
      await user.click(page.getByRole("button", { name: "4 without an end in these logs" }));
      await page.getByRole("grid", { name: "Sessions" }).waitFor();
      const saved = page.waitForEvent("download");
      await user.press("Control+s");
      const lines = readFileSync(await (await saved).path(), "utf8")
        .trim()
        .split("\n");
      // The heading and the four rows on screen.
      expect(lines).toHaveLength(5);
      return page.getByRole("status").getByText(/4 sessions/);
    },
  },
];

const documented = readFileSync(join(projectRoot, "docs/ten-tasks.md"), "utf8");

await describeOnHosts("ten tasks", (open) => {
  test("each takes as many clicks and keys as the document says, not more", async () => {
    const { page, complaints, close } = await open(["--demo"]);
    const costs: (readonly [string, Cost])[] = [];
    for (const task of TASKS) {
      await page.reload();
      await page.getByRole("heading", { name: "3 computers" }).waitFor();
      costs.push([task.name, await costOf(page, (user) => task.run(user, page))]);
    }
    for (const [name, { clicks, keys, seconds }] of costs)
      console.log(`${name}: ${clicks} clicks, ${keys} keys, ${seconds.toFixed(1)} s`);
    expect(costs.map(([name, { clicks, keys }]) => ({ name, clicks, keys }))).toEqual(
      TASKS.map(({ name, clicks, keys }) => ({ name, clicks, keys })),
    );
    for (const { name, clicks, keys } of TASKS)
      expect(documented).toContain(`| ${name} | ${clicks} | ${keys} |`);
    expect(complaints).toEqual([]);
    await close();
  }, 120_000);
});
