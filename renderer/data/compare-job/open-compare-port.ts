import { language } from "../language.ts";
import type { CompareNews, OpenComparePort } from "./compare-messages.ts";

/** A worker of the page, which holds both cases and gives the rows that are on screen. */
const inWorker: OpenComparePort = (onNews, onLost) => {
  const worker = new Worker(new URL("./compare-worker.ts", import.meta.url), {
    type: "module",
    name: language(),
  });
  worker.onmessage = ({ data }: MessageEvent<CompareNews>) => onNews(data);
  worker.onerror = onLost;
  worker.onmessageerror = onLost;
  return { post: (order) => worker.postMessage(order), close: () => worker.terminate() };
};

/** The same within the page, for surroundings that have no workers. */
const inPage: OpenComparePort = (onNews, onLost) => {
  let open = true;
  const serving = import("./compare-server.ts").then(({ compareServer }) =>
    compareServer((news) => {
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

export const openComparePort: OpenComparePort = (onNews, onLost) =>
  (typeof Worker === "undefined" ? inPage : inWorker)(onNews, onLost);
