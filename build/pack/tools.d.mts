/** Whether the packages for packaging are installed. */
export function haveTools(): boolean;
export function installTools(): boolean;
/** Loads one of them, whatever it exports. */
export function loadTool(name: string): unknown;
