import { afterAll, afterEach } from "vitest";
import { PATIENCE_MS } from "../patience.ts";

// Some files need the blobs or sockets of Node and ask for its surroundings: React's tools cannot even be loaded there.
if (typeof document !== "undefined") {
  const { cleanup, configure } = await import("@testing-library/react");
  // The library's own patience is one second, which a machine under load does not keep.
  configure({ asyncUtilTimeout: PATIENCE_MS });
  afterEach(cleanup);
  // The element in which the charts measure texts stays in the page by design.
  afterAll(() => document.getElementById("recharts_measurement_span")?.remove());
}
