import { fitWindow, panWindow, type TimeWindow, widestWindow, zoomWindow } from "./time-scale.ts";

/** Start of a day and of the next one, on the clock of the zone on screen. */
export type DayOf = (time: number) => TimeWindow;

/**
 * What a key does to the window of time; null when the key means nothing here. W, S, A and D as in other timelines;
 * the plain arrows walk over lanes and sessions, with Shift they move half a screen.
 */
export function windowAfterKey(
  key: string,
  shift: boolean,
  window: TimeWindow,
  data: TimeWindow,
  dayOf: DayOf,
): TimeWindow | null {
  const span = window.to - window.from;
  const middle = (window.from + window.to) / 2;
  switch (key) {
    case "ArrowLeft":
      return shift ? panWindow(window, -span / 2, data) : null;
    case "ArrowRight":
      return shift ? panWindow(window, span / 2, data) : null;
    case "a":
      return panWindow(window, -span * 0.1, data);
    case "d":
      return panWindow(window, span * 0.1, data);
    case "PageUp":
      return panWindow(window, -span, data);
    case "PageDown":
      return panWindow(window, span, data);
    case "w":
    case "+":
    case "=":
      return zoomWindow(window, 0.6, middle);
    case "s":
    case "-":
    case "_":
      return zoomWindow(window, 1 / 0.6, middle, widestWindow(data));
    case "Home":
    case "0":
      return fitWindow(data);
    case "D":
      return dayOf(middle);
    default:
      return null;
  }
}
