import { appError, HostError } from "../../shared/contract/errors.ts";
import type { RecordsAsk } from "../../shared/contract/event-list.ts";
import type {
  FileIdentity,
  FileRef,
  HostCapabilities,
  HostEvent,
  HostInfo,
  HostVersions,
  RecordDetail,
} from "../../shared/contract/host.ts";
import type { JobEvent } from "../../shared/contract/job.ts";
import type { PageState } from "../../shared/contract/page-state.ts";
import { CONTRACT_VERSION, ENGINE_VERSION, PROGRAM_VERSION } from "../../shared/contract/versions.ts";
import { recordIdText } from "../../shared/engine/pairing/record-ids.ts";
import { ticksToIso } from "../../shared/engine/time/iso.ts";
import type { CaseData } from "../../shared/types/case.ts";
import type { ImportAnswers } from "../../shared/types/text-import.ts";
import type { CaseId, FileToken, SaveId } from "../../shared/types/units.ts";
import type { RendererHost } from "../host/renderer-host.ts";
import { memoryEvents, memoryRecords } from "./memory-events.ts";
import { type MemoryLiveOptions, memoryLive } from "./memory-live.ts";
import { memorySaves } from "./memory-saves.ts";
import { SAMPLE_SHA256 } from "./sample-case.ts";

export interface MemoryHostOptions {
  readonly data: () => CaseData;
  /** What every opening after the first one gives, where that is another case. */
  readonly later?: () => CaseData;
  /** Milliseconds a case takes to open; 0 opens at once. */
  readonly openMs?: number;
  readonly fail?: JobEvent & { readonly type: "failed" };
  readonly capabilities?: Partial<HostCapabilities>;
  readonly platform?: HostInfo["platform"];
  readonly versions?: Partial<HostVersions>;
  /** How this machine's log answers; it is there only with the capability. */
  readonly live?: MemoryLiveOptions;
}

/** What a memory host was asked for, so that tests can look. */
export interface MemoryHost extends RendererHost {
  readonly saved: { readonly name: string; readonly bytes: Uint8Array }[];
  readonly opened: (readonly FileToken[])[];
  /** Saved exports that were shown in their folder, and dragged. */
  readonly shown: SaveId[];
  readonly dragged: SaveId[];
  /** What the page told of itself, in order. */
  readonly states: PageState[];
  /** What was said of text exports, of each of these. */
  readonly answers: (readonly ImportAnswers[])[];
  /** Which whole records were asked for. */
  readonly recordAsks: RecordsAsk[];
  send(event: HostEvent): void;
}

const FILES: readonly FileRef[] = [
  { token: "t1" as FileToken, name: "Security.evtx", bytes: 21_041_152 },
  { token: "t2" as FileToken, name: "System.evtx", bytes: 4_198_400 },
];

const XML = `<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event">
  <System>
    <Provider Name="Microsoft-Windows-Security-Auditing" Guid="{54849625-5478-4994-A5BA-3E3B0328C30D}"/>
    <EventID>4624</EventID>
    <Version>2</Version>
    <Channel>Security</Channel>
    <Computer>PC-014</Computer>
  </System>
  <EventData>
    <Data Name="TargetUserName">anna</Data>
    <Data Name="LogonType">2</Data>
  </EventData>
</Event>`;

/** A host inside the page: an invented case, no files, no wire. For tests and development only. */
export function createMemoryHost(options: MemoryHostOptions): MemoryHost {
  const saved: { name: string; bytes: Uint8Array }[] = [];
  const opened: (readonly FileToken[])[] = [];
  const answers: (readonly ImportAnswers[])[] = [];
  const recordAsks: RecordsAsk[] = [];
  const shown: SaveId[] = [];
  const dragged: SaveId[] = [];
  const states: PageState[] = [];
  let listener: ((event: HostEvent) => void) | null = null;
  const info: HostInfo = {
    contract: CONTRACT_VERSION,
    engine: ENGINE_VERSION,
    versions: {
      program: PROGRAM_VERSION,
      electron: null,
      chromium: null,
      node: "20.20.0",
      ...options.versions,
    },
    platform: options.platform ?? "other",
    zone: "Europe/Berlin",
    locale: "en",
    capabilities: {
      pickFiles: true,
      saveFile: true,
      savePdf: false,
      recent: true,
      liveLog: false,
      keep: true,
      showSaved: false,
      pageState: false,
      ...options.capabilities,
    },
  };
  /** Number and time of a record that the case knows. */
  const identityAt = (source: number, offset: number) => {
    const { sessions, failures } = options.data();
    for (const table of [sessions.proofs, { ...failures, time: failures.rawTime }]) {
      for (let row = 0; row < table.length; row++) {
        if (table.source[row] !== source || table.offset[row] !== offset) continue;
        const recordId = recordIdText(table.recordIdLow[row]!, table.recordIdHigh[row]!);
        return { recordId, timeCreated: ticksToIso(table.time[row]!) };
      }
    }
    return {};
  };
  const detail: RecordDetail = {
    xml: XML,
    record: {
      recordId: "18204",
      eventId: 4624,
      version: 2,
      level: 0,
      task: 12544,
      keywords: "0x8020000000000000",
      provider: "Microsoft-Windows-Security-Auditing",
      channel: "Security",
      computer: "PC-014",
      timeCreated: "2024-03-06T07:01:12.4184310Z",
      userSid: null,
      data: {
        SubjectUserSid: "S-1-5-18",
        SubjectUserName: "PC-014$",
        TargetUserName: "anna",
        TargetDomainName: "CORP",
        TargetLogonId: "0x45322",
        LogonType: "2",
        LogonProcessName: "User32",
        AuthenticationPackageName: "Negotiate",
        WorkstationName: "PC-014",
        ProcessName: "C:\\Windows\\System32\\svchost.exe",
        IpAddress: "127.0.0.1",
      },
      userData: {},
    },
  };
  return {
    saved,
    opened,
    answers,
    recordAsks,
    send: (event) => listener?.(event),
    info: () => Promise.resolve(info),
    pickFiles: () => Promise.resolve(FILES),
    demoFiles: () => Promise.resolve(FILES),
    recent: () =>
      Promise.resolve([
        { id: "a", names: ["Security.evtx", "System.evtx"], openedAt: Date.UTC(2024, 2, 15, 14, 2) },
        {
          id: "b",
          names: ["SRV-RDS-Security-archive-2024-02-01.evtx"],
          openedAt: Date.UTC(2024, 1, 2, 9, 40),
        },
      ]),
    recentFiles: () => Promise.resolve(FILES),
    forgetRecent: () => Promise.resolve(),
    adopt: (files, onProgress) => {
      const total = files.reduce((sum, file) => sum + file.size, 0);
      onProgress?.(total, total);
      return Promise.resolve(
        files.map((file, i) => ({ token: `a${i}` as FileToken, name: file.name, bytes: file.size })),
      );
    },
    openCase: (files, onEvent, how) => {
      opened.push(files);
      answers.push(how?.answers ?? []);
      const { data, later } = options;
      return playJob({ ...options, data: opened.length > 1 ? (later ?? data) : data }, onEvent);
    },
    closeCase: () => Promise.resolve(),
    identify: (files) => Promise.resolve(files.map((token) => identityOf(token))),
    attachCase: () => Promise.resolve("case-1" as CaseId),
    readRecord: (_case, source, offset) =>
      offset < 0
        ? Promise.reject(new HostError(appError("recordUnreadable")))
        : Promise.resolve({ ...detail, record: { ...detail.record, ...identityAt(source, offset) } }),
    ...memorySaves(saved),
    shown,
    dragged,
    states,
    showSaved: (save) => Promise.resolve(void shown.push(save)),
    dragSaved: (save) => Promise.resolve(void dragged.push(save)),
    pageState: (state) => Promise.resolve(void states.push(state)),
    ...memoryEvents(options.data),
    ...memoryRecords(recordAsks),
    ...memoryLive(options.live ?? {}),
    listen: (onEvent) => {
      listener = onEvent;
      return () => {
        listener = null;
      };
    },
    watchConnection: (onChange) => {
      onChange("connected");
      return () => undefined;
    },
    willReload: () => undefined,
  };
}

/** An identity for each token, always the same; the content is that of the sources of the invented cases. */
function identityOf(token: FileToken): FileIdentity {
  const hash = [...token]
    .map((char) => char.charCodeAt(0).toString(16))
    .join("")
    .padEnd(64, "0")
    .slice(0, 64);
  const bytes = FILES.find((file) => file.token === token)?.bytes ?? 1000;
  return { bytes, probe: hash, sha256: SAMPLE_SHA256 };
}

/** Plays the events of a job: at once, or spread over `openMs`. */
function playJob(options: MemoryHostOptions, onEvent: (event: JobEvent) => void): () => void {
  onEvent({ type: "started", caseId: "case-1" as CaseId });
  if (options.fail !== undefined) {
    onEvent(options.fail);
    return () => undefined;
  }
  const total = 25_239_552;
  const duration = options.openMs ?? 0;
  if (duration === 0) {
    onEvent({ type: "done", data: options.data() });
    return () => undefined;
  }
  const began = Date.now();
  const timer = setInterval(() => {
    const elapsedMs = Date.now() - began;
    const part = Math.min(1, elapsedMs / duration);
    onEvent({
      type: "progress",
      progress: {
        phase: part < 0.9 ? "reading" : "pairing",
        bytesDone: Math.round(total * part),
        bytesTotal: total,
        records: Math.round(36_108 * part),
        used: Math.round(23_000 * part),
        damaged: 1,
        elapsedMs,
        file: "Security.evtx",
      },
    });
    if (part < 1) return;
    clearInterval(timer);
    onEvent({ type: "done", data: options.data() });
  }, 100);
  return () => {
    clearInterval(timer);
    onEvent({ type: "cancelled", data: null });
  };
}
