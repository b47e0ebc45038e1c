// Other programs that read .evtx logs, each with the job nearest to ours that it has. None of them makes sessions: all
// write every record out, which ours does in `events --all`. None is installed by anything here. Looked for on PATH:
//
//   evtxexport                 libevtx, C; Debian package libevtx-utils
//   evtx_dump                  crate evtx, Rust; cargo install evtx
//   python3 with module evtx   the same crate from Python; pip install evtx; LOGONSCOPE_BENCH_PYTHON names another python
//   @ts-evtx/core              TypeScript; LOGONSCOPE_BENCH_TS_EVTX names the folder it was installed in by npm
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { answers } from "./measure.mjs";

const tsPeer = fileURLToPath(new URL("ts-evtx-peer.mjs", import.meta.url));
const PYTHON = `
import sys
from evtx import PyEvtxParser
for record in PyEvtxParser(sys.argv[1]).records_json():
    sys.stdout.write(record["data"])
`;

/** Peers that are there. Says of each that is not that it is left out. */
export function findPeers(say) {
  return [evtxexport, evtxDump, python, tsEvtx].flatMap((find) => {
    const found = find();
    if (typeof found !== "string") return found;
    say(`left out: ${found}`);
    return [];
  });
}

function evtxexport() {
  const version = answers("evtxexport", ["-V"]);
  if (version === null) return "evtxexport is not on PATH";
  const job = { command: "evtxexport", slow: true, version: firstLine(version) };
  return [
    { ...job, name: "evtxexport -f xml", does: "every record as XML", args: (log) => ["-f", "xml", log] },
  ];
}

function evtxDump() {
  const version = answers("evtx_dump", ["--version"]);
  if (version === null) return "evtx_dump is not on PATH";
  return [1, 2].map((threads) => ({
    name: `evtx_dump -o jsonl -t ${threads}`,
    does: "every record as a line of JSON; check sums not tested",
    version: firstLine(version),
    command: "evtx_dump",
    args: (log) => ["-o", "jsonl", "-t", String(threads), log],
    large: true,
  }));
}

function python() {
  const command = process.env.LOGONSCOPE_BENCH_PYTHON ?? "python3";
  const version = answers(command, [
    "-c",
    "import evtx; from importlib import metadata; print(metadata.version('evtx'))",
  ]);
  if (version === null) return `${command} has no module evtx`;
  return [
    {
      name: "python evtx",
      does: "every record as JSON, the crate of evtx_dump called from Python",
      version: `evtx ${firstLine(version)}`,
      command,
      args: (log) => ["-c", PYTHON, log],
    },
  ];
}

function tsEvtx() {
  const folder = process.env.LOGONSCOPE_BENCH_TS_EVTX;
  if (folder === undefined) return "@ts-evtx/core: LOGONSCOPE_BENCH_TS_EVTX is not set";
  const home = join(folder, "node_modules/@ts-evtx/core");
  if (!existsSync(home)) return `@ts-evtx/core is not in ${folder}`;
  const { version } = JSON.parse(readFileSync(join(home, "package.json"), "utf8"));
  return ["xml", "json"].map((format) => ({
    name: `@ts-evtx/core, ${format.toUpperCase()}`,
    does: `every record as ${format.toUpperCase()}`,
    version,
    command: process.execPath,
    args: (log) => [tsPeer, join(home, "dist/index.js"), format, log],
    slow: true,
  }));
}

const firstLine = (text) => text.split("\n")[0].trim();
