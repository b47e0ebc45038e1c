import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { failureForLog } from "../host/failure-for-log.ts";
import { assetAt, loadPageAssets, type PageAssets } from "../host/page-assets.ts";
import { pageHeaders } from "../host/page-headers.ts";
import type { PageHost } from "../host/page-host.ts";
import { answer, createApi, refuse } from "./api.ts";
import { type Gate, hostsOf, isAllowedCall, isOwnCall, isOwnRequest } from "./checks.ts";
import { EntryCodes } from "./entry-codes.ts";
import { createSpool, type SpoolOptions } from "./spool.ts";

export interface ServerOptions {
  readonly openPage: () => PageHost;
  /** The built page. */
  readonly pageFolder: string;
  /** Name of this installation, the first part of its origin. */
  readonly name: string;
  /** Tried first; 0 for any. */
  readonly port: number;
  /** Fail when that very port is taken, because the user asked for it; otherwise any other is used. */
  readonly exactPort?: boolean;
  readonly spool?: SpoolOptions;
  readonly keepMs?: number;
  /** Within so long a request must have said what it wants. */
  readonly headTimeoutMs?: number;
  readonly log?: (text: string) => void;
}

export interface RunningServer {
  /** By the installation's own name, with a code that lets in the first browser that opens it. */
  readonly url: string;
  /** The same by number, for browsers that do not know names below `localhost`. */
  readonly plainUrl: string;
  /** An address as `url`, with a code of its own that ends soon: for the command line of a browser. */
  urlForBrowser(): string;
  readonly port: number;
  close(): Promise<void>;
}

/** Only this machine; a second address family would double what must be checked. */
const ADDRESS = "127.0.0.1";
const HEAD_TIMEOUT_MS = 10_000;
const MAX_HEADER_BYTES = 16 * 1024;
const MAX_CONNECTIONS = 256;
/** A browser that is started asks within so long. */
const CODE_LIFE_MS = 60_000;

/**
 * Serves the page and its API on this machine. Rejects with a sentence when the page is not built, or with the
 * system's error when no port is to be had.
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const assets = await loadPageAssets(options.pageFolder);
  const token = randomBytes(24).toString("base64url");
  const spool = createSpool(options.spool);
  const api = createApi({
    openPage: options.openPage,
    spool,
    ...(options.keepMs === undefined ? {} : { keepMs: options.keepMs }),
    ...(options.log === undefined ? {} : { log: options.log }),
  });
  const gate: { hosts: readonly string[]; readonly token: string } = { hosts: [], token };
  const codes = new EntryCodes();
  const headersTimeout = options.headTimeoutMs ?? HEAD_TIMEOUT_MS;
  const server = createServer({
    maxHeaderSize: MAX_HEADER_BYTES,
    headersTimeout,
    connectionsCheckingInterval: headersTimeout,
    // Bodies have limits of their own: an upload may take its time as long as bytes come.
    requestTimeout: 0,
  });
  server.maxConnections = MAX_CONNECTIONS;
  // Their bytes are counted. A limit on their number would drop those beyond it unseen, `Origin` among them.
  server.maxHeadersCount = 0;
  server.on("request", (request, response) => {
    void handle(request, response, gate, codes, assets, api.handle).catch((failure: unknown) => {
      options.log?.(`request failed: ${failureForLog(failure)}`);
      refuse(response, 500);
    });
  });
  // No socket but those of answered requests: neither tunnels nor other protocols.
  server.on("connect", (_request, socket) => socket.destroy());
  server.on("upgrade", (_request, socket) => socket.destroy());
  try {
    await listen(server, options.port, options.exactPort === true);
  } catch (failure) {
    spool.remove();
    throw failure;
  }
  const { port } = server.address() as AddressInfo;
  gate.hosts = hostsOf(options.name, port);
  const named = `http://${options.name}.localhost:${port}`;
  let closing: Promise<void> | null = null;
  return {
    url: `${named}/#${codes.make(null)}`,
    plainUrl: `http://${ADDRESS}:${port}/#${codes.make(null)}`,
    urlForBrowser: () => `${named}/#${codes.make(CODE_LIFE_MS)}`,
    port,
    close() {
      closing ??= new Promise<void>((resolve) => {
        api.close();
        server.close(() => resolve());
        server.closeAllConnections();
      }).then(() => spool.remove());
      return closing;
    },
  };
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  gate: Gate,
  codes: EntryCodes,
  assets: PageAssets,
  api: (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void>,
): Promise<void> {
  // A page learns nothing from a refusal, not even what is wrong with it.
  if (!isOwnRequest(gate, request)) return refuse(response, 403);
  const target = request.url ?? "";
  // Only a path; `URL` takes a backslash for a slash, so that one could name another host, or none at all.
  if (!target.startsWith("/") || target.startsWith("//") || target.includes("\\"))
    return refuse(response, 400);
  const url = new URL(target, `http://${ADDRESS}`);
  if (target === "/api/enter" && request.method === "POST") {
    if (!isOwnCall(request.headers) || !codes.accept(request.headers)) return refuse(response, 403);
    answer(response, 200, JSON.stringify({ token: gate.token }));
    return;
  }
  if (target.startsWith("/api/")) {
    if (!isAllowedCall(gate, request.headers)) return refuse(response, 403);
    await api(request, response, url);
    return;
  }
  if (request.method !== "GET" && request.method !== "HEAD") return refuse(response, 405);
  // The path as it was sent: `URL` would have resolved its dots.
  const asset = assetAt(assets, target.split("?", 1)[0]!);
  if (asset === null) return refuse(response, 404);
  response.writeHead(200, { ...pageHeaders(asset.type), "Content-Length": asset.body.length });
  response.end(request.method === "HEAD" ? undefined : asset.body);
}

/** Listens on a port, or on any when that one is taken and need not be. */
function listen(server: Server, port: number, exact: boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const onError = (failure: NodeJS.ErrnoException): void => {
      const taken = failure.code === "EADDRINUSE" || failure.code === "EACCES";
      if (!taken || exact || port === 0) {
        reject(failure);
        return;
      }
      server.once("error", reject);
      server.listen({ host: ADDRESS, port: 0, exclusive: true }, resolve);
    };
    server.once("error", onError);
    server.listen({ host: ADDRESS, port, exclusive: true }, () => {
      server.removeListener("error", onError);
      resolve();
    });
  });
}
