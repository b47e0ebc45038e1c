import type { PackNews, PackOrder } from "./pack-messages.ts";
import { packServer } from "./pack-server.ts";

/** What a worker has of its surroundings; the page's own types know a window in its place. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<PackOrder>) => void) | null;
  postMessage(news: PackNews, transfer: ArrayBuffer[]): void;
}

// No language is loaded: whatever the page speaks, a pack is in the words of the command line, byte for byte.
const scope = globalThis as unknown as WorkerScope;
const serve = packServer((news, transfer) => scope.postMessage(news, transfer));
scope.onmessage = ({ data }) => serve(data);
