import type { Locator, Page } from "playwright-core";

/** What an answer cost: clicks, pressed keys (every letter is one), and seconds until it stood on the screen. */
export interface Cost {
  readonly clicks: number;
  readonly keys: number;
  readonly seconds: number;
}

/** Acts on a page as a person does and counts it. */
export interface CountedUser {
  click(what: Locator): Promise<void>;
  press(key: string): Promise<void>;
  type(text: string): Promise<void>;
}

/** Lets a user do a task until `answer` stands on the screen, and says what it cost. */
export async function costOf(page: Page, task: (user: CountedUser) => Promise<Locator>): Promise<Cost> {
  let clicks = 0;
  let keys = 0;
  const began = performance.now();
  const answer = await task({
    click: async (what) => {
      clicks++;
      await what.click();
    },
    press: async (key) => {
      keys++;
      await page.keyboard.press(key);
    },
    type: async (text) => {
      keys += text.length;
      await page.keyboard.type(text);
    },
  });
  await answer.first().waitFor();
  return { clicks, keys, seconds: (performance.now() - began) / 1000 };
}
