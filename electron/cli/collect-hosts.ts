import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { MAX_HOSTS, parseHosts } from "../../shared/contract/host-names.ts";
import type { HostProgress } from "../../shared/contract/live-log.ts";
import { errorSentence } from "../../shared/export/messages.ts";
import { groupedText } from "../../shared/export/texts.ts";
import { ARCHIVE_INDEX, type ArchiveFile, type ArchiveJoin } from "../../shared/types/archive.ts";
import { CHANNEL_NAMES, type LiveChannelId } from "../../shared/types/live-channels.ts";
import { openArchive } from "../collect/archive-store.ts";
import { folderStore } from "../collect/folder-store.ts";
import type { HostAccount, HostStore, LiveCollector } from "../host/live-collector.ts";
import type { Environment } from "./environment.ts";
import { CommandFailure, EXIT, type ExitCode, usageFailure } from "./exit-codes.ts";
import { hostDisplay } from "./host-display.ts";
import type { Asked } from "./options.ts";
import { Interrupted, openOutput, writeFailure } from "./output.ts";
import { say } from "./source-report.ts";
import { textOf } from "./stdin-text.ts";

const USUAL_AT_ONCE = 4;
const MOST_AT_ONCE = 16;
const USUAL_RETRIES = 2;
const MOST_RETRIES = 10;

/** What a file of an archive leaves out between the last run and this one. */
const GAPS: Readonly<Record<ArchiveJoin, string | null>> = {
  first: null,
  joined: null,
  gap: "records since the last run may be missing, because the last one collected is no longer in the log. Run more often, or let the log grow larger.",
  restarted:
    "the log counts from the start again since the last run: it was cleared or made anew, and what it held in between is missing.",
};

/** Whether `collect` was asked for more than the logs of this machine in a folder. */
export function isRemote({ inputs, remote }: Asked<string>): boolean {
  return inputs.length > 0 || remote.hosts !== undefined || remote.archive !== undefined;
}

/** `collect HOST...`, and `collect --archive DIR` of this machine. */
export async function collectFromHosts(
  environment: Environment,
  collector: LiveCollector,
  asked: Asked<string>,
  channels: readonly LiveChannelId[],
): Promise<ExitCode> {
  const { remote } = asked;
  const atOnce = wholeNumber("--at-once", remote.atOnce, USUAL_AT_ONCE, 1, MOST_AT_ONCE);
  const retries = wholeNumber("--retries", remote.retries, USUAL_RETRIES, 0, MOST_RETRIES);
  if (remote.archive !== undefined && asked.out !== undefined)
    throw usageFailure("Either --out or --archive: an archive has files of its own names.");
  const hosts = await hostsOf(environment, asked);
  const account = await accountOf(environment, asked);
  if (!collector.supported) {
    throw new CommandFailure(
      EXIT.noLog,
      "Only Windows can ask other computers for their logs: run this on a Windows machine, or bring the logs as files (on each computer, as an administrator: wevtutil epl Security C:\\Temp\\Security.evtx).",
    );
  }
  const display = hostDisplay(environment, { json: asked.progressJson, quiet: asked.quiet });
  const onTaken = async (path: string, entry?: ArchiveFile): Promise<void> => {
    display.clear();
    const missing = entry === undefined || asked.quiet ? null : GAPS[entry.join];
    if (entry !== undefined && missing !== null)
      say(environment, `${entry.computer}, ${CHANNEL_NAMES[entry.channel]}: ${missing}`);
    // The file is in its place and stays there, also when the run is stopped right now.
    await openOutput(undefined, environment.stdout, new AbortController().signal).write(`${path}\n`);
  };
  const { store, close } = await storeOf(collector, asked, onTaken);
  try {
    const end = await collector.collectHosts({
      hosts,
      channels,
      whole: asked.all,
      // Two questions of Windows for a password at once could not be told apart.
      atOnce: account?.password === null ? 1 : atOnce,
      retries,
      account,
      store,
      signal: environment.signal,
      onHost: (progress) => display.show(progress),
    });
    display.clear();
    if (end.type === "failed") throw new CommandFailure(EXIT.noLog, errorSentence(end.error));
    if (end.type === "notWritten") throw writeFailure(end.problem, remote.archive ?? asked.out ?? ".");
    if (!asked.quiet && hosts.length > 1) say(environment, summary(end.hosts));
    if (end.type === "cancelled") throw new Interrupted();
    return exitCode(end.hosts);
  } finally {
    await close();
  }
}

function exitCode(hosts: readonly HostProgress[]): ExitCode {
  if (hosts.every(({ step }) => step === "done")) return EXIT.done;
  return hosts.some(({ step }) => step === "done" || step === "partly") ? EXIT.damaged : EXIT.noLog;
}

function summary(hosts: readonly HostProgress[]): string {
  const count = (step: HostProgress["step"], words: string): readonly string[] => {
    const many = hosts.filter((each) => each.step === step).length;
    return many === 0 ? [] : [`${groupedText(many)} ${words}`];
  };
  const parts = [
    ...count("done", "done"),
    ...count("partly", "not all"),
    ...count("failed", "failed"),
    ...count("notAsked", "not asked"),
    ...count("cancelled", "cancelled"),
  ];
  return `${groupedText(hosts.length)} computers: ${parts.join(", ")}.`;
}

interface OpenedStore {
  readonly store: HostStore;
  close(): Promise<void>;
}

async function storeOf(
  collector: LiveCollector,
  { out, remote }: Asked<string>,
  onTaken: (path: string, entry?: ArchiveFile) => Promise<void>,
): Promise<OpenedStore> {
  const { archive } = remote;
  if (archive !== undefined) {
    const opened = await openArchive(archive, Date.now, onTaken).catch((problem: unknown) => {
      throw writeFailure(problem, archive);
    });
    if (opened.type === "opened") return { store: opened.store, close: () => opened.store.close() };
    if (opened.type === "notAnArchive") {
      throw new CommandFailure(
        EXIT.notWritten,
        `${join(archive, ARCHIVE_INDEX)} is not the index of an archive. Name another folder, or put that file elsewhere.`,
      );
    }
    const by = opened.by;
    const who = by === null ? "" : ` (process ${by.process} on ${by.machine}, since ${by.since})`;
    throw new CommandFailure(
      EXIT.notWritten,
      `${archive}: another run is collecting into this archive${who}. Nothing was collected; run again when it has ended.`,
    );
  }
  const folder = out ?? ".";
  await mkdir(folder, { recursive: true }).catch((problem: unknown) => {
    throw writeFailure(problem, folder);
  });
  const way = await collector.privateFolder();
  if (way === null)
    throw new CommandFailure(EXIT.noLog, errorSentence({ code: "collectNoFolder", params: {} }));
  return { store: folderStore(folder, way, onTaken), close: async () => {} };
}

async function hostsOf(
  environment: Environment,
  { inputs, remote }: Asked<string>,
): Promise<readonly string[]> {
  const texts = [inputs.join("\n")];
  if (remote.hosts === "-") {
    if (remote.passwordStdin)
      throw usageFailure("Standard input is either the list of computers or the password.");
    texts.push((await environment.readStdin?.()) ?? "");
  } else if (remote.hosts !== undefined) {
    const path = remote.hosts;
    const bytes = await readFile(path).catch(() => {
      throw usageFailure(`--hosts ${path}: the file cannot be read.`);
    });
    texts.push(textOf(bytes));
  }
  const { hosts, refused } = parseHosts(texts.join("\n"));
  if (refused.length > 0) {
    const more = refused.length > 1 ? ` (and ${refused.length - 1} more)` : "";
    throw usageFailure(
      `"${refused[0]}" is no name of a computer${more}. Names are like DC1, dc1.corp.local or 10.0.0.5.`,
    );
  }
  if (hosts.length > MAX_HOSTS)
    throw usageFailure(`One run takes ${groupedText(MAX_HOSTS)} computers at most.`);
  if (hosts.length > 0) return hosts;
  if (remote.hosts !== undefined) throw usageFailure("The list of computers is empty.");
  if (remote.user !== undefined) throw usageFailure("--user is for other computers: name one.");
  return [""];
}

/** A user name that no program takes for anything else; Windows allows few of the characters that are missing here. */
const USER = /^[^\s"/\\[\]:;|=,+*?<>@][^"/[\]:;|=,+*?<>]{0,254}$/;

async function accountOf(environment: Environment, { remote }: Asked<string>): Promise<HostAccount | null> {
  const { user, passwordStdin } = remote;
  if (user === undefined) {
    if (passwordStdin) throw usageFailure("--password-stdin needs --user.");
    return null;
  }
  if (!USER.test(user))
    throw usageFailure(`"${user}" is no name of an account. Write DOMAIN\\user or user@domain.`);
  if (!passwordStdin) return { user, password: null };
  const text = (await environment.readStdin?.()) ?? "";
  const password = text.replace(/\r?\n[\s\S]*$/, "");
  if (password === "") throw usageFailure("There is no password on standard input.");
  return { user, password };
}

function wholeNumber(
  name: string,
  text: string | undefined,
  usual: number,
  least: number,
  most: number,
): number {
  if (text === undefined) return usual;
  const value = /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw usageFailure(`${name} takes a number from ${least} to ${most}; not "${text}".`);
}
