// Where the time of a key or a frame goes: Chromium's own trace of it, as the time that each kind of work takes by itself
// on the page's main thread, and what its other threads and processes do meanwhile. Tracing costs time of its own, so
// that what is traced is never what is timed.

/** What of the browser is traced: coarse events only, some hundred a frame. */
const CATEGORIES = ["blink", "blink.user_timing", "cc", "devtools.timeline", "gpu", "toplevel", "v8", "viz"];
/** The name under which window-clock.mjs notes what it has timed. */
const NOTED = "bench";

/** Kinds of work on the main thread by the names of trace events; the first that fits holds. */
const KINDS = [
  ["garbage collection", /GC|^Major |MarkCompact|Scaveng|Sweep|^CppHeap|^ThreadState/],
  ["style", /UpdateLayoutTree|[sS]tyle(?!AndLayout)/],
  ["layout", /[lL]ayout(?!View::HitTest)(?!ers)|ShapeText|InlineNode/],
  ["pre-paint", /PrePaint|CompositingInputs/],
  ["canvas: drawing commands carried out", /Canvas|DoUpdateLayers|^UpdateLayer$|Paint(Op|Canvas)|Raster/],
  ["commit to the compositor, waiting among it", /[cC]ommit/],
  ["paint", /Paint|CullRect|Layerize/],
  ["messages: copies of data", /SerializedScriptValue/],
  ["hit tests", /HitTest|handleMouse/],
  [
    "script, React and drawing among it",
    /FunctionCall|^v8\.|EvaluateScript|Microtask|TimerFire|AnimationFrame|EventDispatch|ScriptedAnim|UserTiming/,
  ],
];
const REST = "all else of the browser: tasks, input, scheduling";
const IDLE = "idle";

/** Other threads by the name of their process and of themselves. */
const OTHERS = [
  ["compositor thread of the page", "Renderer", /^Compositor$/],
  ["threads of the page that raster, collect and decode", "Renderer", /^(ThreadPool|CompositorTile|V8)/],
  ["display process", "GPU Process", /^(VizCompositor|CrGpuMain)/],
  ["main thread of the browser", "Browser", /^CrBrowserMain$/],
];

/**
 * Does something in a page under Chromium's tracing and says where the time went that window-clock.mjs noted meanwhile,
 * by kind of work: milliseconds for each of `units` (how many there were is what `work` answers), and the share of the
 * time. Threads beside the main one come after it and overlap it.
 */
export async function traceOf(page, { id, what, unit }, work) {
  const session = await page.context().newCDPSession(page);
  const events = [];
  session.on("Tracing.dataCollected", ({ value }) => events.push(...value));
  const ended = new Promise((resolve) => session.once("Tracing.tracingComplete", resolve));
  await session.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: { includedCategories: CATEGORIES, recordMode: "recordAsMuchAsPossible" },
  });
  const units = await work();
  await session.send("Tracing.end");
  await ended;
  await session.detach();
  return { id, what, unit, ...reduced(events, units) };
}

/** A trace as a profile. */
export function reduced(events, units) {
  const spans = notedSpans(events);
  const all = spans.reduce((sum, [from, to]) => sum + to - from, 0);
  const threads = threadsOf(events);
  const page = events.find(isNote)?.pid;
  const entry = (name, time) => ({ name, ms: time / 1000 / units, share: time / all });
  const kinds = new Map();
  const beside = new Map();
  for (const { pid, process, thread, list } of threads) {
    // Pages of the browser's own have renderers too.
    if (process === "Renderer" && pid !== page) continue;
    const self = selfTimes(list, spans);
    const total = [...self.values()].reduce((sum, time) => sum + time, 0);
    if (thread === "CrRendererMain") {
      for (const [name, time] of self) add(kinds, kindOf(name), time);
      add(kinds, IDLE, Math.max(0, all - total));
    } else {
      const [name] = OTHERS.find(([, of, names]) => of === process && names.test(thread)) ?? [];
      if (name !== undefined) add(beside, name, total);
    }
  }
  return {
    ms: all / 1000,
    units,
    entries: [...kinds].sort((a, b) => b[1] - a[1]).map(([name, time]) => entry(name, time)),
    beside: OTHERS.filter(([name]) => beside.has(name)).map(([name]) => entry(name, beside.get(name))),
  };
}

function add(sums, name, time) {
  sums.set(name, (sums.get(name) ?? 0) + time);
}

function kindOf(name) {
  return KINDS.find(([, names]) => names.test(name))?.[0] ?? REST;
}

function isNote({ cat, name }) {
  return name === NOTED && cat.includes("blink.user_timing");
}

/** From when to when something was timed, in the clock of the trace. */
function notedSpans(events) {
  const open = new Map();
  const spans = [];
  for (const event of events.filter(isNote)) {
    const key = `${event.pid} ${event.id2?.local ?? event.id}`;
    if (event.ph === "b") open.set(key, event.ts);
    else if (event.ph === "e") spans.push([open.get(key), event.ts]);
  }
  return spans.sort((a, b) => a[0] - b[0]);
}

/** Complete events by thread, outer ones before what they hold. */
function threadsOf(events) {
  const processes = new Map();
  const threads = new Map();
  for (const { ph, name, pid, tid, args } of events) {
    if (ph !== "M") continue;
    if (name === "process_name") processes.set(pid, args.name);
    else if (name === "thread_name") threads.set(`${pid} ${tid}`, args.name);
  }
  const lists = new Map();
  for (const event of events) {
    if (event.ph !== "X" || event.dur === undefined) continue;
    const key = `${event.pid} ${event.tid}`;
    const list = lists.get(key) ?? [];
    lists.set(key, list);
    list.push(event);
  }
  return [...lists].map(([key, list]) => ({
    pid: list[0].pid,
    process: processes.get(list[0].pid) ?? "",
    thread: threads.get(key) ?? "",
    list: list.sort((a, b) => a.ts - b.ts || b.dur - a.dur),
  }));
}

/** Microseconds that each name took by itself inside of the spans. */
function selfTimes(list, spans) {
  const self = new Map();
  const inside = (from, to) =>
    spans.reduce((sum, [a, b]) => sum + Math.max(0, Math.min(b, to) - Math.max(a, from)), 0);
  const open = [];
  for (const { name, ts, dur } of list) {
    while (open.length > 0 && open.at(-1).end <= ts) open.pop();
    const outer = open.at(-1);
    // One that outlasts what it began in would be counted twice.
    const end = Math.min(ts + dur, outer?.end ?? Number.POSITIVE_INFINITY);
    const time = inside(ts, end);
    if (outer !== undefined) add(self, outer.name, -time);
    add(self, name, time);
    open.push({ name, end });
  }
  return self;
}

/** A profile as lines of text. */
export function traceLines({ what, unit, units, ms, entries, beside }) {
  const line = ({ name, ms, share }) =>
    `${ms.toFixed(2).padStart(8)} ms ${(share * 100).toFixed(1).padStart(6)} %  ${name}`;
  return [
    `where the time goes: ${what}, main thread of the page, self time, traced, ${(ms / units).toFixed(1)} ms a ${unit}`,
    ...entries.map(line),
    "meanwhile",
    ...beside.map(line),
  ];
}
