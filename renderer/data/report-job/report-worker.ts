import type { ReportNews, ReportOrder } from "./report-messages.ts";
import { reportServer } from "./report-server.ts";

/** What a worker has of its surroundings; the page's own types know a window in its place. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<ReportOrder>) => void) | null;
  postMessage(news: ReportNews, transfer: ArrayBuffer[]): void;
}

const scope = globalThis as unknown as WorkerScope;
const serve = reportServer((news, transfer) => scope.postMessage(news, transfer));
scope.onmessage = ({ data }) => serve(data);
