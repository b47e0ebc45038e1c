import type { CaseId, RecordsId, SaveId } from "../types/units.ts";
import { type AppError, appError, HostError } from "./errors.ts";
import type { EventListEvent } from "./event-list.ts";
import { decodePieces, framePieces } from "./frames.ts";
import { asHostMessage, endsJob, isReplyValue, isStreamEvent } from "./guards.ts";
import type {
  CollectEvent,
  FileIdentity,
  FileRef,
  Host,
  HostEvent,
  HostInfo,
  RecentCase,
  RecordDetail,
} from "./host.ts";
import type { JobEvent } from "./job.ts";
import type { LiveLog } from "./live-log.ts";
import type { CallName, HostMessage, PageMessage } from "./messages.ts";
import { isOutOfMemory } from "./out-of-memory.ts";
import type { Wire } from "./wire.ts";

export interface ClientOptions {
  /** Told of a refused message: why, never what was in it. */
  readonly onRefused?: (reason: string) => void;
  /** Told once when the host is gone. */
  readonly onLost?: () => void;
}

export type HostClient = Host & { close(): void };

interface PendingCall {
  readonly name: CallName;
  resolve(value: unknown): void;
  reject(error: HostError): void;
}

type OpenStream =
  | { readonly name: "openCase"; readonly onEvent: (event: JobEvent) => void }
  | { readonly name: "collect"; readonly onEvent: (event: CollectEvent) => void }
  | { readonly name: "listEvents"; readonly onEvent: (event: EventListEvent) => void }
  | { readonly name: "listen"; readonly onEvent: (event: HostEvent) => void };

/**
 * A host at the other end of a wire. Calls reject with `HostError`; when the wire is lost, everything that waits and
 * everything asked later fails with `hostLost`, and running cases end with it.
 */
export function createHostClient(wire: Wire, options: ClientOptions = {}): HostClient {
  const calls = new Map<number, PendingCall>();
  const streams = new Map<number, OpenStream>();
  let lastId = 0;
  let lost = false;

  const lose = (): void => {
    if (lost) return;
    lost = true;
    const waiting = [...calls.values()];
    const running = [...streams.values()];
    calls.clear();
    streams.clear();
    for (const call of waiting) call.reject(new HostError(appError("hostLost")));
    for (const stream of running) failStream(stream, appError("hostLost"));
    options.onLost?.();
  };
  /** An answer could not be held, and nobody knows whose it was: whoever waits for one is told. */
  const giveUp = (): void => {
    options.onRefused?.("no memory");
    const waiting = [...calls.values()];
    calls.clear();
    for (const call of waiting) call.reject(new HostError(appError("outOfMemory")));
    for (const [id, stream] of [...streams]) if (stream.name !== "listen") stopStream(id, stream);
  };
  const stopStream = (id: number, stream: OpenStream): void => {
    streams.delete(id);
    send({ type: "cancel", id });
    failStream(stream, appError("outOfMemory"));
  };
  /** Hands an event on; one for whose working up there is no memory ends its stream with that. */
  const pass = (id: number, stream: OpenStream, work: () => void): void => {
    try {
      work();
    } catch (failure) {
      if (!isOutOfMemory(failure)) throw failure;
      stopStream(id, stream);
    }
  };
  const send = (message: PageMessage): void => {
    try {
      wire.send(framePieces(message));
    } catch {
      lose();
      wire.close();
    }
  };
  const call = <T>(name: CallName, ...args: readonly unknown[]): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      if (lost) {
        reject(new HostError(appError("hostLost")));
        return;
      }
      const id = ++lastId;
      // `isReplyValue` has checked the value against the name before `resolve` is called.
      calls.set(id, { name, resolve: resolve as (value: unknown) => void, reject });
      send({ type: "call", id, name, args });
    });
  const open = (stream: OpenStream, args: readonly unknown[]): (() => void) => {
    if (lost) {
      // Not at once: the caller does not yet hold the function that stops it.
      void Promise.resolve().then(() => failStream(stream, appError("hostLost")));
      return () => {};
    }
    const id = ++lastId;
    streams.set(id, stream);
    send({ type: "open", id, name: stream.name, args });
    return () => {
      if (!streams.has(id)) return;
      if (stream.name === "listen") streams.delete(id);
      send({ type: "cancel", id });
    };
  };

  const onReply = ({ id, result }: HostMessage & { type: "reply" }): void => {
    const pending = calls.get(id);
    if (pending === undefined) {
      const stream = streams.get(id);
      // A stream is replied to only when it was refused.
      if (stream === undefined || result.ok) return;
      streams.delete(id);
      failStream(stream, result.error);
      return;
    }
    calls.delete(id);
    if (!result.ok) pending.reject(new HostError(result.error));
    else if (isReplyValue(pending.name, result.value)) pending.resolve(result.value);
    else {
      options.onRefused?.(`reply to ${pending.name}`);
      pending.reject(new HostError(appError("badMessage", { reason: "reply" })));
    }
  };
  const onEvent = ({ id, event }: HostMessage & { type: "event" }): void => {
    const stream = streams.get(id);
    if (stream === undefined) return;
    if (stream.name === "listen") {
      if (isStreamEvent("listen", event)) stream.onEvent(event);
      else options.onRefused?.("host event");
      return;
    }
    if (stream.name === "openCase" && isStreamEvent("openCase", event)) {
      if (endsJob(event)) streams.delete(id);
      pass(id, stream, () => stream.onEvent(event));
      return;
    }
    if (stream.name === "collect" && isStreamEvent("collect", event)) {
      if (endsJob(event)) streams.delete(id);
      pass(id, stream, () => stream.onEvent(event));
      return;
    }
    if (stream.name === "listEvents" && isStreamEvent("listEvents", event)) {
      if (endsJob(event)) streams.delete(id);
      pass(id, stream, () => stream.onEvent(event));
      return;
    }
    // An end that cannot be understood must still be an end.
    options.onRefused?.("job event");
    streams.delete(id);
    send({ type: "cancel", id });
    failStream(stream, appError("badMessage", { reason: "event" }));
  };

  wire.onFrame = (frame) => {
    if (lost) return;
    let value: unknown;
    try {
      value = decodePieces(frame);
    } catch (failure) {
      if (isOutOfMemory(failure)) return giveUp();
      options.onRefused?.("not a frame");
      lose();
      wire.close();
      return;
    }
    if (value === undefined) return;
    const message = asHostMessage(value);
    if (message === null) options.onRefused?.("not a message");
    else if (message.type === "reply") onReply(message);
    else onEvent(message);
  };
  wire.onLostFrame = () => giveUp();
  wire.onClose = lose;

  return {
    info: () => call<HostInfo>("info"),
    pickFiles: () => call<readonly FileRef[]>("pickFiles"),
    demoFiles: () => call<readonly FileRef[]>("demoFiles"),
    recent: () => call<readonly RecentCase[]>("recent"),
    recentFiles: (id) => call<readonly FileRef[]>("recentFiles", id),
    forgetRecent: async (id) => {
      await call<null>("forgetRecent", id);
    },
    openCase: (files, onEvent, options) =>
      open({ name: "openCase", onEvent }, options === undefined ? [files] : [files, options]),
    closeCase: async (caseId) => {
      await call<null>("closeCase", caseId);
    },
    identify: (files, full) => call<readonly (FileIdentity | null)[]>("identify", files, full),
    attachCase: (files, sources) => call<CaseId>("attachCase", files, sources),
    openRecords: (caseId, ask) => call<RecordsId>("openRecords", caseId, ask),
    nextRecords: (records) => call<Uint8Array | null>("nextRecords", records),
    closeRecords: async (records) => {
      await call<null>("closeRecords", records);
    },
    readRecord: (caseId, source, offset) => call<RecordDetail>("readRecord", caseId, source, offset),
    beginSave: (name, form) => call<SaveId | null>("beginSave", name, form),
    writeSave: async (save, bytes) => {
      await call<null>("writeSave", save, bytes);
    },
    endSave: async (save) => {
      await call<null>("endSave", save);
    },
    dropSave: async (save) => {
      await call<null>("dropSave", save);
    },
    showSaved: async (save) => {
      await call<null>("showSaved", save);
    },
    dragSaved: async (save) => {
      await call<null>("dragSaved", save);
    },
    pageState: async (state) => {
      await call<null>("pageState", state);
    },
    liveLog: () => call<LiveLog>("liveLog"),
    collect: (asked, onEvent) => open({ name: "collect", onEvent }, [asked]),
    listEvents: (caseId, ask, onEvent) => open({ name: "listEvents", onEvent }, [caseId, ask]),
    listen: (onEvent) => open({ name: "listen", onEvent }, []),
    close() {
      lose();
      wire.close();
    },
  };
}

/** Listening to news has no end to tell of. */
function failStream(stream: OpenStream, error: AppError): void {
  if (stream.name !== "listen") stream.onEvent({ type: "failed", error });
}
