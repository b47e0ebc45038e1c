import fc from "fast-check";
import { expect, test } from "vitest";
import { headingOver, headingPlaces } from "./heading-places.ts";

const BASE = 1000;

test("every entry finds the heading it stands under", () => {
  fc.assert(
    fc.property(fc.uint32Array({ max: 2 * BASE, maxLength: 60 }), (entries) => {
      const places = headingPlaces(entries, BASE);
      expect([...places].every((place) => entries[place]! >= BASE)).toBe(true);
      for (let at = 0; at < entries.length; at++) {
        let above = at;
        while (above >= 0 && entries[above]! < BASE) above--;
        expect(headingOver(places, at)).toBe(above);
      }
    }),
  );
});

test("without a heading there is none above", () => {
  expect(headingOver(headingPlaces(Uint32Array.of(1, 2, 3), BASE), 2)).toBe(-1);
});
