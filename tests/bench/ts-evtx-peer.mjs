// node ts-evtx-peer.mjs MODULE xml|json LOG: every record of a log to standard output, as that library's manual shows it.
import { pathToFileURL } from "node:url";

const [, , module, format, log] = process.argv;
const { EvtxFile, evtx } = await import(pathToFileURL(module).href);
if (format === "xml") {
  const file = await EvtxFile.open(log);
  for (const record of file.records()) process.stdout.write(record.renderXml());
} else {
  await evtx(log).forEach((event) => {
    process.stdout.write(
      JSON.stringify(event, (_, value) => (typeof value === "bigint" ? String(value) : value)),
    );
  });
}
