import type { IncomingMessage } from "node:http";

/** Why a body was not read. */
export type BodyProblem = "tooLarge" | "broken";

/** Reads a body of at most `limit` bytes within `timeoutMs`; never rejects. */
export function readBody(
  request: IncomingMessage,
  limit: number,
  timeoutMs: number,
): Promise<Uint8Array | BodyProblem> {
  return new Promise((resolve) => {
    const pieces: Buffer[] = [];
    let length = 0;
    const finish = (result: Uint8Array | BodyProblem): void => {
      clearTimeout(timer);
      request.removeAllListeners("data");
      if (typeof result === "string") request.pause();
      resolve(result);
    };
    const timer = setTimeout(() => finish("broken"), timeoutMs);
    if (Number(request.headers["content-length"] ?? 0) > limit) {
      finish("tooLarge");
      return;
    }
    request.on("data", (piece: Buffer) => {
      length += piece.length;
      if (length > limit) finish("tooLarge");
      else pieces.push(piece);
    });
    request.on("end", () => finish(Buffer.concat(pieces)));
    request.on("error", () => finish("broken"));
    request.on("close", () => finish("broken"));
  });
}
