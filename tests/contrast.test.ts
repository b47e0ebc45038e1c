import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { projectRoot } from "./source-tree.ts";

type Rgb = readonly [number, number, number];

const css = readFileSync(join(projectRoot, "renderer/styles/tokens.css"), "utf8");

/** The colours of one theme: every `--name: #rrggbb` of the rule that begins with `selector`. */
function theme(selector: string): (name: string) => Rgb {
  const rule = css.slice(css.indexOf(selector)).split("}")[0] ?? "";
  const colours = new Map(
    [...rule.matchAll(/--([a-z-]+): #([0-9a-f]{6});/g)].map(([, name = "", hex = ""]) => [
      name,
      [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as unknown as Rgb,
    ]),
  );
  return (name) => colours.get(name) ?? expect.fail(`${selector} has no --${name}`);
}

/** Relative luminance of WCAG 2.2. */
function luminance(colour: Rgb): number {
  const [red, green, blue] = colour.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: Rgb, b: Rgb): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const tint = (colour: Rgb, over: Rgb, share: number): Rgb =>
  colour.map((value, at) => value * share + (over[at] ?? 0) * (1 - share)) as unknown as Rgb;

const THEMES = [
  ["light", ":root {"],
  ["dark, by the system", ':root:not([data-theme="light"])'],
  ["dark, by choice", ':root[data-theme="dark"]'],
] as const;

test.each(THEMES)("%s: every colour of text can be read wherever a row may stand", (_, selector) => {
  const colour = theme(selector);
  const weak = ["ink", "mute", "faint", "accent", "fail", "ok", "warn"].flatMap((text) =>
    ["bg", "panel", "raised", "hover", "select"].flatMap((behind) => {
      const ratio = contrast(colour(text), colour(behind));
      return ratio < 4.5 ? [`${text} on ${behind}: ${ratio.toFixed(2)}`] : [];
    }),
  );
  expect(weak).toEqual([]);
});

test.each(THEMES)("%s: a tag can be read on its own tint", (_, selector) => {
  const colour = theme(selector);
  for (const name of ["fail", "ok", "warn"]) {
    expect(contrast(colour(name), tint(colour(name), colour("panel"), 0.13)), name).toBeGreaterThanOrEqual(
      4.5,
    );
  }
});
