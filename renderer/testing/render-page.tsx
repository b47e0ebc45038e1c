import { act, cleanup, render } from "@testing-library/react";
import type { CaseData } from "../../shared/types/case.ts";
import { type App, createApp } from "../state/app.ts";
import { openDemo } from "../state/open-commands.ts";
import { Root } from "../views/frame/root.tsx";
import { createMemoryHost, type MemoryHost, type MemoryHostOptions } from "./memory-host.ts";

export interface Page {
  readonly app: App;
  readonly host: MemoryHost;
  readonly close: () => void;
}

async function settled(work: () => Promise<void>): Promise<void> {
  await act(async () => {
    await work();
  });
}

/** The whole page over a host in memory; with a case it is opened as the sample log. */
export async function renderPage(
  data: CaseData | null,
  options: Partial<MemoryHostOptions> = {},
): Promise<Page> {
  const host = createMemoryHost({
    data: () => {
      if (data === null) throw new Error("this page has no case");
      return data;
    },
    ...options,
  });
  const app = createApp(host, null);
  await settled(async () => {
    render(<Root app={app} />);
    await Promise.resolve();
  });
  if (data !== null) await settled(() => openDemo(app));
  return { app, host, close: cleanup };
}
