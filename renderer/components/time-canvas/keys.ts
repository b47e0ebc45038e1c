import { fitWindow, panWindow, type TimeWindow, zoomWindow } from "./time-scale.ts";

/** What a key does to the window of time; null when the key means nothing here. */
export function windowAfterKey(
  key: string,
  shift: boolean,
  window: TimeWindow,
  data: TimeWindow,
): TimeWindow | null {
  const span = window.to - window.from;
  const step = span * (shift ? 0.5 : 0.1);
  const middle = (window.from + window.to) / 2;
  switch (key) {
    case "ArrowLeft":
      return panWindow(window, -step, data);
    case "ArrowRight":
      return panWindow(window, step, data);
    case "PageUp":
      return panWindow(window, -span, data);
    case "PageDown":
      return panWindow(window, span, data);
    case "+":
    case "=":
      return zoomWindow(window, 0.6, middle);
    case "-":
    case "_":
      return zoomWindow(window, 1 / 0.6, middle);
    case "Home":
    case "0":
      return fitWindow(data);
    default:
      return null;
  }
}
