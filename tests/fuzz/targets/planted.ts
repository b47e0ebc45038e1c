import type { FuzzTarget } from "../engine/target.ts";
import { utf8 } from "../seeds/text-bytes.ts";

/* Faults put in on purpose, to see that the fuzzer finds each kind. */

const MAGIC = "FuZz";

/** Fails behind four comparisons, which only finding one after the other leads to. */
export const plantedCrash: FuzzTarget = {
  name: "planted-crash",
  about: "a fault behind four comparisons",
  short: 0,
  tokens: [...MAGIC],
  seeds: () => [utf8("none")],
  run(bytes) {
    let depth = 0;
    if (bytes[0] === MAGIC.charCodeAt(0)) {
      depth++;
      if (bytes[1] === MAGIC.charCodeAt(1)) {
        depth++;
        if (bytes[2] === MAGIC.charCodeAt(2)) {
          depth++;
          if (bytes[3] === MAGIC.charCodeAt(3)) throw new Error(`found after ${depth}`);
        }
      }
    }
  },
};

/** Never ends for one input in many. */
export const plantedHang: FuzzTarget = {
  name: "planted-hang",
  about: "an input that does not end",
  short: 0,
  seeds: () => [utf8("aaaaaaaa")],
  run(bytes) {
    for (let at = bytes.length; bytes[0] === 0; at++) bytes[1] = at & 255;
  },
};
