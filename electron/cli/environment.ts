import type { HostService } from "../host/host-service.ts";
import type { LiveCollector } from "../host/live-collector.ts";

/** What commands need of the host. */
export type CliHost = Pick<
  HostService,
  "openCasePaths" | "streamEvents" | "pairLines" | "inspect" | "checkPack" | "close"
>;

/** An output stream as far as commands use it. */
export interface OutputStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(chunk: string | Uint8Array, callback?: (error?: Error | null) => void): boolean;
  on(event: "error", listener: (error: Error) => void): unknown;
}

/** Everything a command takes from its surroundings, so that tests can stand in for them. */
export interface Environment {
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  /** IANA name of this machine's zone. */
  readonly machineZone: string;
  /** Standard input as it comes; null where it is a terminal, at which nobody types events. */
  readonly stdin?: () => AsyncIterable<Uint8Array> | null;
  /** All of standard input as text, for lists and passwords; a limit keeps it short. */
  readStdin?(): Promise<string>;
  /** Fires on Ctrl-C. */
  readonly signal: AbortSignal;
  createHost(): Promise<CliHost>;
  /** Reads the logs of this machine; whoever asks for one closes it. */
  createCollector(): Promise<LiveCollector>;
  /** Starts the browser host with these arguments; it ends by itself and sets the exit code. */
  serve(args: readonly string[]): Promise<void>;
}
