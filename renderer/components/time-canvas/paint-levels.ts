import { fitText } from "./fit-text.ts";
import type { Palette } from "./palette.ts";
import { GUTTER, LEVELS_HEIGHT, levelsTop, type Scene } from "./stage.ts";
import { timeOfX } from "./time-scale.ts";

type Pen = CanvasRenderingContext2D;

/** Possible sessions add up when ends are not logged; more than this times the sure peak would flatten the rest. */
const MOST_POSSIBLE = 2;
/** Pixels that share one level: finer steps than these cannot be told apart. */
const COLUMN = 2;

/** How many sessions were on at once: surely as a filled line, possibly as a pale one behind it. */
export function paintLevels(pen: Pen, scene: Scene, palette: Palette): void {
  const top = levelsTop(scene);
  const { width, scale, levels } = scene;
  pen.fillStyle = palette.panel;
  pen.fillRect(0, top, GUTTER, LEVELS_HEIGHT);
  pen.fillStyle = palette.line;
  pen.fillRect(0, top, width, 1);
  pen.fillStyle = palette.lineSoft;
  pen.fillRect(0, top + LEVELS_HEIGHT - 1, width, 1);
  if (levels === null) return;
  const middle = top + LEVELS_HEIGHT / 2;
  pen.textBaseline = "middle";
  pen.textAlign = "right";
  pen.font = `11px ${palette.font}`;
  pen.fillStyle = palette.faint;
  const note = fitText(pen, levels.note, GUTTER - 80);
  pen.fillText(note, GUTTER - 10, middle);
  pen.textAlign = "left";
  pen.font = `12.5px ${palette.font}`;
  pen.fillStyle = palette.ink;
  pen.fillText(levels.label, 14, middle);

  const most = Math.max(1, Math.min(levels.peak, Math.max(1, levels.surePeak) * MOST_POSSIBLE));
  const base = top + LEVELS_HEIGHT - 5;
  const perLevel = (LEVELS_HEIGHT - 12) / most;
  const columns = Math.ceil(scale.width / COLUMN);
  const end = timeOfX(scale, columns * COLUMN);
  const sure = levels.sure(scale.from, end, columns);
  const possible = levels.possible(scale.from, end, columns).map((level) => Math.min(most, level));
  pen.save();
  pen.beginPath();
  pen.rect(GUTTER, top + 1, width - GUTTER, LEVELS_HEIGHT - 2);
  pen.clip();
  pen.translate(GUTTER, 0);
  area(pen, possible, base, perLevel, palette.accent, 0.12, palette.dashedAccent, 0.5);
  area(pen, sure, base, perLevel, palette.accent, 0.2, palette.accent, 1);
  pen.restore();
}

function area(
  pen: Pen,
  values: Uint32Array,
  base: number,
  perLevel: number,
  color: string,
  alpha: number,
  line: CanvasPattern | string,
  lineAlpha: number,
): void {
  pen.beginPath();
  pen.moveTo(-2, base);
  for (let x = 0; x < values.length; x++) {
    const y = base - values[x]! * perLevel;
    if (x > 0 && values[x] === values[x - 1]) continue;
    pen.lineTo(x * COLUMN, x === 0 ? y : base - values[x - 1]! * perLevel);
    pen.lineTo(x * COLUMN, y);
  }
  pen.lineTo(values.length * COLUMN, base - (values.at(-1) ?? 0) * perLevel);
  pen.lineTo(values.length * COLUMN + 2, base);
  pen.fillStyle = color;
  pen.globalAlpha = alpha;
  pen.fill();
  pen.globalAlpha = lineAlpha;
  pen.strokeStyle = line;
  pen.lineWidth = 1;
  pen.stroke();
  pen.globalAlpha = 1;
}
