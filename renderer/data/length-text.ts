import { formatDuration } from "../../shared/engine/time/duration.ts";
import { T } from "./texts.ts";

/** A duration for people, `8 h 40 min`, in the language of the page. Null when not known. */
export function lengthText(ticks: number): string | null {
  return formatDuration(ticks, T.duration);
}
