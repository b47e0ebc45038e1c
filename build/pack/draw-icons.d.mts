import type { Page } from "playwright-core";

/** Where the drawn icons stand in the project. */
export const iconsFolder: string;
export const LINUX_SIZES: readonly number[];
export const ICO_SIZES: readonly number[];
export const ICNS_SIZES: readonly number[];
/** Every file of that folder by its name, drawn anew from `renderer/public/icon.svg`. */
export function drawAll(page: Page): Promise<Map<string, Buffer>>;
