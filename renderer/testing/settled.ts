import { act } from "@testing-library/react";

/** Does something to the page and waits until React has drawn what came of it. */
export function settled(work: () => Promise<void> | void): Promise<void> {
  return act(async () => {
    await work();
  });
}
