import { isBoolean, isObject } from "../../shared/contract/shapes.ts";

/** A rectangle on the desktop, in pixels independent of a display's density. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where the window stood when it was last seen, and in what form. */
export interface WindowPlace {
  /** While it is neither maximised nor full screen. */
  readonly bounds: Area;
  readonly maximized: boolean;
  readonly fullScreen: boolean;
}

/** How the window is to open. Without a position the system chooses one. */
export interface Opening {
  readonly width: number;
  readonly height: number;
  readonly x?: number;
  readonly y?: number;
  readonly maximized: boolean;
  readonly fullScreen: boolean;
}

export const MIN_SIZE = { width: 720, height: 480 };
const FIRST_SIZE = { width: 1280, height: 800 };
/** So much of the upper edge must be on a display that the window can be taken hold of. */
const GRIP = { width: 160, height: 24 };
/** Far beyond all desks of displays; what is larger was not written by us. */
const FARTHEST = 1_000_000;

/**
 * Where the window opens, given what was kept of the last time and the work areas of the displays there are now. It
 * comes back only to where somebody can see and move it, and never larger than that display.
 */
export function openingOf(kept: unknown, workAreas: readonly Area[]): Opening {
  const place = isWindowPlace(kept) ? kept : null;
  const form = { maximized: place?.maximized ?? false, fullScreen: place?.fullScreen ?? false };
  const home = place === null ? undefined : workAreas.find((area) => canBeGripped(place.bounds, area));
  if (place === null || home === undefined)
    return { ...fitted(place?.bounds ?? FIRST_SIZE, workAreas[0]), ...form };
  const { width, height } = fitted(place.bounds, home);
  return {
    width,
    height,
    x: between(place.bounds.x, home.x, home.x + home.width - width),
    y: between(place.bounds.y, home.y, home.y + home.height - height),
    ...form,
  };
}

function canBeGripped({ x, y, width }: Area, area: Area): boolean {
  const across = Math.min(x + width, area.x + area.width) - Math.max(x, area.x);
  const down = Math.min(y + GRIP.height, area.y + area.height) - Math.max(y, area.y);
  return across >= GRIP.width && down >= GRIP.height;
}

/** At least the smallest size, and else no larger than the display; one that is smaller than that is no measure. */
function fitted(
  { width, height }: Pick<Area, "width" | "height">,
  area: Area | undefined,
): Pick<Area, "width" | "height"> {
  return {
    width: Math.max(MIN_SIZE.width, Math.min(width, area?.width ?? width)),
    height: Math.max(MIN_SIZE.height, Math.min(height, area?.height ?? height)),
  };
}

/** The nearest value within limits; of limits that cross, the lower one. */
function between(value: number, lowest: number, highest: number): number {
  return Math.max(lowest, Math.min(value, highest));
}

function isWindowPlace(value: unknown): value is WindowPlace {
  return isObject(value) && isArea(value.bounds) && isBoolean(value.maximized) && isBoolean(value.fullScreen);
}

function isArea(value: unknown): value is Area {
  return (
    isObject(value) &&
    [value.x, value.y, value.width, value.height].every(
      (side) => Number.isSafeInteger(side) && Math.abs(Number(side)) <= FARTHEST,
    ) &&
    Number(value.width) > 0 &&
    Number(value.height) > 0
  );
}
