import { language } from "../language.ts";
import type { OpenReportPort, ReportNews } from "./report-messages.ts";

/** A worker of the page: what it is busy with never holds up what is on screen. */
const inWorker: OpenReportPort = (onNews, onLost) => {
  const worker = new Worker(new URL("./report-worker.ts", import.meta.url), {
    type: "module",
    name: language(),
  });
  worker.onmessage = ({ data }: MessageEvent<ReportNews>) => onNews(data);
  worker.onerror = onLost;
  worker.onmessageerror = onLost;
  return { post: (order) => worker.postMessage(order), close: () => worker.terminate() };
};

/** The same within the page, for surroundings that have no workers. */
const inPage: OpenReportPort = (onNews, onLost) => {
  let open = true;
  const serving = import("./report-server.ts").then(({ reportServer }) =>
    reportServer((news) => {
      if (open) onNews(news);
    }),
  );
  return {
    post: (order) => void serving.then((serve) => open && serve(order)).catch(onLost),
    close: () => {
      open = false;
    },
  };
};

export const openReportPort: OpenReportPort = (onNews, onLost) =>
  (typeof Worker === "undefined" ? inPage : inWorker)(onNews, onLost);
