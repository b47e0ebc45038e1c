import { LANGUAGES } from "../../../shared/types/language.ts";
import { loadLanguage } from "../load-language.ts";
import type { CompareNews, CompareOrder } from "./compare-messages.ts";

/** What a worker has of its surroundings; the page's own types know a window in its place. */
interface WorkerScope {
  /** The language of the page that started it. */
  readonly name: string;
  onmessage: ((event: MessageEvent<CompareOrder>) => void) | null;
  postMessage(news: CompareNews, transfer: ArrayBuffer[]): void;
}

const scope = globalThis as unknown as WorkerScope;

/** Words are taken when their modules are loaded, hence after the language. */
async function startServing(): Promise<(order: CompareOrder) => void> {
  await loadLanguage(LANGUAGES.find((language) => language === scope.name) ?? "en");
  const { compareServer } = await import("./compare-server.ts");
  return compareServer((news, transfer) => scope.postMessage(news, transfer));
}

const serving = startServing();
// Without a server no order can be answered: thrown like this it reaches the page as an error of the worker.
serving.catch((error: unknown) =>
  setTimeout(() => {
    throw error;
  }),
);
scope.onmessage = ({ data }) => void serving.then((serve) => serve(data));
