// What the measured numbers are held against. `gate` is the limit below which a change is not taken in (`--check`),
// `goal` what to aim for on two cores of a common server. Ratios against programs that run at the same time hold on any
// machine; rates and sizes are for that class of machine. `why`: what stands between a number and its goal, as far as it
// is known.
//
// Gates and goals were set with logs made of real chunks. So they are judged on such logs where these can be made, and
// the generated log stands beside them; where they cannot be made, the generated log, whose mix of records is a measured
// one, is judged in their place, by `ownGate` where the other program has less to do with its records: what is 14 to 20
// times as fast on real chunks is 9 to 14 times as fast on it. The mix of a busy terminal server is only shown.

/** What a number was measured with. The first of them that has a number is judged, `shown` ones never. */
export const SETS = [
  { id: "real", name: "real chunks", what: "logs of real chunks, repeated by make_big_evtx.py" },
  {
    id: "own",
    name: "generated log",
    what: "logs that big-log.ts generates, in the mix of records that was measured",
  },
  { id: "invented", name: "invented", what: "cases or events that are made up in memory" },
  {
    id: "terminal",
    name: "terminal server",
    what: "a log that big-log.ts generates, in the mix of a busy terminal server",
    shown: true,
  },
];

const start =
  "an empty Node is a tenth of such a run and loading code another; warm code reads and pairs the same log in a fifth of " +
  "it. What is left is code that runs for the first time: V8 interprets it, and optimising more of it sooner cost more " +
  "than it gained";

const rendering =
  "start and cold code as above, in a thread of its own; then a first pass over the record ids, because lines come in " +
  "their order, and one pass that writes three bytes of JSON for two of the log";

export const GATES = [
  {
    id: "sessions/evtxexport",
    what: "30 MB to sessions, times as fast as evtxexport -f xml",
    gate: 12,
    ownGate: 8,
    goal: 20,
    why: start,
    profile: "sessions",
  },
  {
    id: "sessions/ts-evtx",
    what: "30 MB to sessions, times as fast as @ts-evtx/core at its cheapest",
    gate: 15,
    ownGate: 10,
    goal: 25,
    why: start,
    profile: "sessions",
  },
  {
    id: "sessions/evtx_dump",
    what: "30 MB to sessions, times as fast as evtx_dump -o jsonl -t 1",
    goal: 0.8,
    why: "evtx_dump is done with the whole log in about the time in which an empty Node starts",
  },
  {
    id: "warm/evtx_dump",
    what: "30 MB to events, warm in process, times as fast as the whole process of evtx_dump -o jsonl -t 1",
    goal: 3,
    why: "the goal was set by an estimate of evtx_dump; measured, its present version does 300 to 450 MB/s",
    profile: "columns",
  },
  {
    id: "1GB/evtx_dump",
    what: "largest log to sessions, times as fast as evtx_dump with as many threads",
    goal: 2,
    why: "as above, and pairing is done by one thread, after both have read",
  },
  {
    id: "lines/evtxexport",
    what: "30 MB, every record as JSON, times as fast as evtxexport -f xml",
    gate: 8,
    goal: 13,
    why: rendering,
    profile: "lines",
  },
  {
    id: "lines/ts-evtx",
    what: "30 MB, every record as JSON, times as fast as @ts-evtx/core to JSON",
    gate: 12,
    goal: 20,
    why: rendering,
    profile: "lines",
  },
  {
    id: "lines/evtx_dump",
    what: "300 MB, every record as JSON, times as fast as evtx_dump -o jsonl -t 1",
    goal: 0.7,
    why: "check sums, which evtx_dump leaves out; a pass over the record ids in front, by one thread; half as much again of JSON as there is of log, which threads write and another one takes to the output; and a thread that is called for one log of this size has hardly translated its code when the log is over",
    profile: "lines",
  },
  {
    id: "warm columns",
    what: "warm, one thread, check sums tested, log to events, MB/s",
    gate: 450,
    goal: 800,
    why: "the profile is flat: a record costs some 25 values whose places are found one after the other, and eight texts that are looked up by their bytes; of the rest, check sums, reading, the definitions of templates that every chunk brings anew, and new texts take most",
    profile: "columns",
  },
  {
    id: "warm lines",
    what: "warm, one thread, every record as JSON, MB/s",
    gate: 130,
    goal: 220,
    why: "a pass over the record ids in front, because lines come in their order, a tenth of it; check sums, another tenth; and 900 bytes of JSON a record, of which names and plain texts are written four bytes at once",
    profile: "lines",
  },
  {
    id: "two threads",
    // Two processors of one machine are seldom worth two: held against what they do for two cases that share nothing.
    what: "warm case of 300 MB by two threads, against two such cases at once by one thread each (2: nothing is lost)",
    gate: 1.5,
    goal: 1.7,
    why: "pairing is done by one thread, after both have read, and what they have read is put together first",
  },
  {
    id: "matching",
    what: "matching logons with logoffs by LogonId, millions of events a second",
    gate: 8,
    goal: 20,
    why: "a look-up in a table that no cache holds",
  },
  {
    id: "pairing",
    // A million of them at once, which no log of real chunks has at a fitting size.
    judgedWith: "invented",
    what: "whole pairing of a million events: boots, ends, intervals, proofs and all columns, millions a second",
    gate: 2,
    goal: 8,
    why: "until lately it was held against 8 and 20, which came from a prototype that only matched LogonIds: they now judge the matching, above. Pairing also judges boots, ends, intervals and proofs and fills every column of a session: some 3,000 instructions an event, for 150 accesses to 70 columns, each of which V8 tests anew (what the array is, how long, and where). The profile is flat",
    profile: "pairing",
  },
  {
    id: "1GB seconds",
    what: "largest log to sessions, whole process, seconds a GB",
    gate: 4,
    goal: 1.5,
    isCost: true,
    why: "pairing is done by one thread. Two cold threads were seen to use 15 to 40 % more processor time than one: each translates the code for itself, and what they read is put together afterwards. On a busy machine that eats up what the second one gains; warm threads do gain, see there",
  },
  {
    id: "memory 1",
    what: "peak memory at the largest log, one thread, MB a GB above an empty process",
    gate: 600,
    goal: 200,
    isCost: true,
    why: "rows of all events stand until they are paired: 144 bytes of each event and 87 of its result, so 290 MB for the 1.2 million that matter; their texts; and the rows of the CSV while they are written",
  },
  {
    id: "memory 2",
    what: "the same with two threads",
    gate: 600,
    goal: 400,
    isCost: true,
    why: "each thread has rows and texts of its own until they are joined",
  },
  ...[
    [
      "open",
      "30 MB log, warm host, to first painted rows, ms",
      500,
      200,
      "a warm thread reads and pairs the log in 50 to 80 ms; the rest is the way through the browser host and the first drawing of the view. The same on quieter hours of this machine: 149 and 198",
    ],
    [
      "key",
      "a million sessions, keystroke to painted rows, one column, ms",
      50,
      25,
      "half is script, and two thirds of that the filter: a few passes over a million ids and over the mask of rows; a third is style, layout and paint of the three hundred cells whose texts change",
    ],
    ["key all", "the same, all texts, median, ms", 120, 50, "as above"],
    [
      "sort",
      "a million sessions, sort to painted rows, ms",
      150,
      60,
      "a third is the counting sort over ranks, which reads and writes a million rows out of order; the rest is the browser itself",
    ],
    [
      "frame crowded",
      "a million bars of 900 users, all in view, frame, ms",
      33,
      16,
      "half is script that counts bars by pixel and gives drawing commands, a quarter the browser carrying them out without a graphics card, the rest waiting for the other threads",
    ],
    ["frame lanes", "a million bars of 10,000 users, all in view, frame, ms", 33, 16, "as above"],
    [
      "near crowded",
      "a million bars, one of 30 days in view, frame, ms",
      8,
      4,
      "a third is script, nearly all of it drawing commands, a third the browser carrying them out without a graphics card (240 rounded bars are the most of that), a quarter waiting for the compositor and the display; React takes less than half a millisecond",
    ],
    [
      "reopen",
      "a million sessions known from before, to first painted rows, ms",
      600,
      200,
      "all columns of a session are kept, some four times the 45 MB that the goal was set with. Some two fifths are script, as much the browser itself, which reads them from its database, and a tenth collecting garbage",
    ],
    [
      "kept",
      "memory kept for a million sessions after opening, MB",
      150,
      80,
      "a session has 155 bytes in its own columns, and 33 for each record that proves it; columns that say the same as another one are held once. What is left is mostly eight columns of times and ten of ids; the goal was set by a prototype of seven columns",
    ],
  ].map(([id, what, gate, goal, why]) => ({
    id: `window/${id}`,
    what,
    gate,
    goal,
    isCost: true,
    why,
    // Where a trace was made of it.
    profile: `window/${id}`,
  })),
  {
    id: "hand-over",
    what: "a million sessions framed, cut, received and read by the page, without the copies of the channel, ms",
    gate: 50,
    goal: 10,
    isCost: true,
    why: "nearly all of it is the sender that looks which of a hundred columns say the same; no column is copied by either side. What the channel between the two processes copies is not in it and cannot be spared, Electron hands no memory over: the raw numbers have the same over a channel of Node with its copies, and the way through HTTP",
  },
  {
    id: "growth",
    what: "time against size, exponent from the smallest to the largest log",
    gate: 1.1,
    goal: 1.05,
    isCost: true,
    why: "see the raw numbers",
  },
];

/** Measured numbers, by id and by what they were measured with. */
export class Numbers {
  #values = new Map();

  static from(entries) {
    const numbers = new Numbers();
    for (const [id, set, value] of entries) numbers.set(id, set, value);
    return numbers;
  }

  set(id, set, value) {
    const values = this.#values.get(id) ?? new Map();
    this.#values.set(id, values.set(set, value));
  }

  of(id) {
    return this.#values.get(id) ?? new Map();
  }

  entries() {
    return [...this.#values].flatMap(([id, values]) => [...values].map(([set, value]) => [id, set, value]));
  }
}

/**
 * Which gates and goals the measured numbers reach: `value` is the number that is judged, `set` what it was measured
 * with, `others` the same of other sets. Numbers that were not measured are left out.
 */
export function judge(numbers) {
  return GATES.flatMap((gate) => {
    const values = numbers.of(gate.id);
    const measured = SETS.filter(({ id }) => values.has(id));
    const set =
      measured.find(({ id }) => id === gate.judgedWith) ?? measured.find(({ shown }) => shown !== true);
    if (set === undefined) return [];
    const value = values.get(set.id);
    const others = measured
      .filter((each) => each !== set)
      .map((each) => ({ set: each, value: values.get(each.id) }));
    const limit = set.id === "own" ? (gate.ownGate ?? gate.gate) : gate.gate;
    const reaches = (bound) => bound === undefined || (gate.isCost ? value <= bound : value >= bound);
    return [
      { ...gate, gate: limit, value, set, others, passes: reaches(limit), reachesGoal: reaches(gate.goal) },
    ];
  });
}
