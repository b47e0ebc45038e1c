import type { CaseId, FileToken, RecordsId, SaveId } from "../types/units.ts";
import { type AppError, appError, HostError, type Result } from "./errors.ts";
import type { EventAsk, EventListEvent, RecordsAsk } from "./event-list.ts";
import { decodePieces, type FrameOptions, type FramePieces, framePieces } from "./frames.ts";
import { asPageMessage, endsJob, idOf } from "./guards.ts";
import type { CollectEvent, Host, OpenCaseOptions, SaveForm } from "./host.ts";
import type { JobEvent } from "./job.ts";
import type { CollectOptions } from "./live-log.ts";
import type { HostMessage, PageMessage, StreamName } from "./messages.ts";
import { isOutOfMemory } from "./out-of-memory.ts";
import type { PageState } from "./page-state.ts";
import type { Wire } from "./wire.ts";

/** Calls and streams that one page may have open; far above what a view needs. */
const MAX_OPEN = 256;

export interface ServeOptions extends Pick<FrameOptions, "sameBytes"> {
  /** Told of a refused message: why, never what was in it. */
  readonly onRefused?: (reason: string) => void;
  /** Told of a failure that is not one of the contract; the page only learns `internal`. */
  readonly onFailure?: (name: string, failure: unknown) => void;
}

/** The part of `rpc` on the host's side: `close` stops all streams of the wire and closes it. */
export interface ServedHost {
  close(): void;
}

/**
 * Answers the messages of one page out of a host. A lost wire stops its streams, so its jobs are cancelled; a
 * message that is no message closes the wire, one with wrong arguments is refused with `badMessage`.
 */
export function serveHost(wire: Wire, host: Host, options: ServeOptions = {}): ServedHost {
  /** Running calls (null) and streams (how to stop them). */
  const open = new Map<number, (() => void) | null>();
  /** Those of them that listen to news, which have no end of their own. */
  const listening = new Set<number>();
  let closed = false;

  const stopAll = (): void => {
    if (closed) return;
    closed = true;
    const stops = [...open.values()];
    open.clear();
    for (const stop of stops) stop?.();
  };
  const close = (): void => {
    stopAll();
    wire.close();
  };
  /** A value that cannot be sent is our own failure: the page is told of that instead, and the wire stays. */
  const encode = (message: HostMessage): FramePieces | null => {
    let failed: unknown;
    try {
      return framePieces(message, options);
    } catch (failure) {
      failed = failure;
      options.onFailure?.("encode", failure);
    }
    const error = appError(isOutOfMemory(failed) ? "outOfMemory" : "internal");
    if (message.type === "reply") {
      return framePieces({ type: "reply", id: message.id, result: { ok: false, error } });
    }
    if (listening.has(message.id)) return null;
    // The end of a case is off the list already; any other event must not leave it running unseen.
    open.get(message.id)?.();
    open.delete(message.id);
    return framePieces({ type: "event", id: message.id, event: { type: "failed", error } });
  };
  const send = (message: HostMessage): void => {
    if (closed) return;
    const frame = encode(message);
    if (frame === null) return;
    try {
      wire.send(frame);
    } catch (failure) {
      options.onFailure?.("send", failure);
      close();
    }
  };
  const reply = (id: number, result: Result<unknown>): void => {
    if (open.delete(id)) send({ type: "reply", id, result });
  };
  const refuse = (id: number, reason: string): void => {
    options.onRefused?.(reason);
    send({ type: "reply", id, result: { ok: false, error: appError("badMessage", { reason }) } });
  };

  const call = (message: PageMessage & { type: "call" }): void => {
    open.set(message.id, null);
    runCall(host, message).then(
      (value) => reply(message.id, { ok: true, value: value ?? null }),
      (failure: unknown) => {
        if (!(failure instanceof HostError)) options.onFailure?.(message.name, failure);
        reply(message.id, { ok: false, error: errorOf(failure) });
      },
    );
  };

  const openStream = (message: PageMessage & { type: "open" }): void => {
    const { id } = message;
    // The host may tell of the first events before it returns how to stop.
    let stop: (() => void) | null = null;
    let stopped = false;
    open.set(id, () => {
      stopped = true;
      stop?.();
    });
    try {
      if (message.name === "listen") {
        stop = host.listen((event) => {
          if (open.has(id)) send({ type: "event", id, event });
        });
      } else {
        const pass = (event: JobEvent | CollectEvent | EventListEvent): void => {
          if (!open.has(id)) return;
          if (endsJob(event)) open.delete(id);
          send({ type: "event", id, event });
        };
        stop = openJob(host, message.name, message.args, pass);
      }
    } catch (failure) {
      options.onFailure?.(message.name, failure);
      if (open.delete(id) && message.name !== "listen") {
        send({ type: "event", id, event: { type: "failed", error: errorOf(failure) } });
      }
    }
    if (stopped) stop?.();
  };

  const cancel = (id: number): void => {
    // Only asks: a case still ends with its own event. A listener of news has no end and is forgotten.
    const stop = open.get(id);
    if (stop !== undefined && listening.delete(id)) open.delete(id);
    stop?.();
  };
  wire.onFrame = (frame) => {
    if (closed) return;
    let value: unknown;
    try {
      value = decodePieces(frame);
    } catch {
      options.onRefused?.("not a frame");
      close();
      return;
    }
    if (value === undefined) return;
    const message = asPageMessage(value);
    if (message === null) {
      const id = idOf(value);
      if (id === null) options.onRefused?.("not a message");
      else refuse(id, "arguments");
      return;
    }
    if (message.type === "cancel") cancel(message.id);
    else if (open.has(message.id)) options.onRefused?.("id used twice");
    else if (open.size >= MAX_OPEN) refuse(message.id, "too many");
    else if (message.type === "call") call(message);
    else {
      if (message.name === "listen") listening.add(message.id);
      openStream(message);
    }
  };
  wire.onClose = stopAll;
  return { close };
}

/** Arguments have passed the guard of their method. */
async function runCall(host: Host, { name, args }: PageMessage & { type: "call" }): Promise<unknown> {
  switch (name) {
    case "info":
      return await host.info();
    case "pickFiles":
      return await host.pickFiles();
    case "demoFiles":
      return await host.demoFiles();
    case "recent":
      return await host.recent();
    case "recentFiles":
      return await host.recentFiles(args[0] as string);
    case "forgetRecent":
      return await host.forgetRecent(args[0] as string);
    case "closeCase":
      return await host.closeCase(args[0] as CaseId);
    case "identify":
      return await host.identify(args[0] as readonly FileToken[], args[1] as boolean);
    case "attachCase":
      return await host.attachCase(args[0] as readonly FileToken[], args[1] as readonly (FileToken | null)[]);
    case "openRecords":
      return await host.openRecords(args[0] as CaseId, args[1] as RecordsAsk);
    case "nextRecords":
      return await host.nextRecords(args[0] as RecordsId);
    case "closeRecords":
      return await host.closeRecords(args[0] as RecordsId);
    case "readRecord":
      return await host.readRecord(args[0] as CaseId, args[1] as number, args[2] as number);
    case "beginSave":
      return await host.beginSave(args[0] as string, args[1] as SaveForm);
    case "writeSave":
      return await host.writeSave(args[0] as SaveId, args[1] as Uint8Array);
    case "endSave":
      return await host.endSave(args[0] as SaveId);
    case "dropSave":
      return await host.dropSave(args[0] as SaveId);
    case "showSaved":
      return await host.showSaved(args[0] as SaveId);
    case "dragSaved":
      return await host.dragSaved(args[0] as SaveId);
    case "pageState":
      return await host.pageState(args[0] as PageState);
    case "liveLog":
      return await host.liveLog();
  }
}

/** Starts a stream that has an end. Arguments have passed the guard of their method. */
function openJob(
  host: Host,
  name: Exclude<StreamName, "listen">,
  args: readonly unknown[],
  pass: (event: JobEvent | CollectEvent | EventListEvent) => void,
): () => void {
  switch (name) {
    case "collect":
      return host.collect(args[0] as CollectOptions, pass);
    case "listEvents":
      return host.listEvents(args[0] as CaseId, args[1] as EventAsk, pass);
    case "openCase":
      return host.openCase(args[0] as readonly FileToken[], pass, args[1] as OpenCaseOptions | undefined);
  }
}

function errorOf(failure: unknown): AppError {
  if (failure instanceof HostError) return failure.error;
  return appError(isOutOfMemory(failure) ? "outOfMemory" : "internal");
}
