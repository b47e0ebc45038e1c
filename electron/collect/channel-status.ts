import { stat } from "node:fs/promises";
import { win32 } from "node:path";
import type { LiveChannel } from "../../shared/contract/live-log.ts";
import { CHANNEL_NAMES, type LiveChannelId } from "../../shared/types/live-channels.ts";
import type { Launch } from "./launch.ts";
import { programError } from "./program-errors.ts";
import { type ProgramCall, runProgram } from "./run-program.ts";
import { parseMaxSize, parsePlace, parseSize, wevtutilCalls } from "./wevtutil.ts";
import type { WindowsPrograms } from "./windows-programs.ts";

/** Asks Windows about a log, with the rights there are. Of one that may not be read the size of its file may be seen. */
export async function channelStatus(
  launch: Launch,
  programs: WindowsPrograms,
  id: LiveChannelId,
  options: { readonly timeoutMs: number; readonly signal: AbortSignal },
): Promise<LiveChannel> {
  const name = CHANNEL_NAMES[id];
  const calls = wevtutilCalls(programs.wevtutil);
  const ask = async (call: ProgramCall): Promise<string> => {
    const end = await runProgram(launch, call, options);
    return end.type === "exited" && end.code === 0 ? end.stdout : "";
  };
  const end = await runProgram(launch, calls.size(name), options);
  const error = programError(end);
  if (error !== null || end.type !== "exited") {
    const denied = error?.code === "collectDenied";
    return {
      id,
      state: denied ? "needsAdmin" : error?.code === "channelMissing" ? "missing" : "failed",
      bytes: denied ? await fileSize(programs, name) : null,
      maxBytes: null,
      records: null,
      oldest: null,
      error,
    };
  }
  const size = parseSize(end.stdout);
  const [settings, first] = await Promise.all([ask(calls.settings(name)), ask(calls.edge(name))]);
  const oldest = parsePlace(first)?.time;
  return {
    id,
    state: "ready",
    bytes: size?.bytes ?? null,
    maxBytes: parseMaxSize(settings),
    records: size === null ? null : Number(size.records),
    oldest: oldest === undefined ? null : Date.parse(oldest),
    error: null,
  };
}

async function fileSize({ logFolder }: WindowsPrograms, name: string): Promise<number | null> {
  return await stat(win32.join(logFolder, `${name.replace("/", "%4")}.evtx`)).then(
    ({ size }) => size,
    () => null,
  );
}
