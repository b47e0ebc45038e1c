import { connect } from "node:net";

/** What a server said to bytes that were sent as they are, until it hung up; Latin-1. */
export function sendRaw(port: number, bytes: string | Uint8Array): Promise<string> {
  return new Promise((resolve) => {
    const pieces: Buffer[] = [];
    const socket = connect(port, "127.0.0.1", () => socket.end(bytes));
    socket.on("data", (piece: Buffer) => pieces.push(piece));
    // A connection that is cut has said what it said.
    socket.on("error", () => {});
    socket.on("close", () => resolve(Buffer.concat(pieces).toString("latin1")));
  });
}

/** Status of each answer in what a server said. */
export function statusesIn(said: string): number[] {
  return [...said.matchAll(/^HTTP\/1\.1 (\d{3}) /gm)].map((match) => Number(match[1]));
}

/** A request as text, with exactly these headers. */
export function requestText(target: string, headers: readonly string[], method = "GET", body = ""): string {
  return [`${method} ${target} HTTP/1.1`, ...headers, "", body].join("\r\n");
}
