// Loaded before the program (`node --import`): the module name `electron` then means the stand-in. Electron itself sets
// `process.defaultApp` when it runs a folder of sources (https://www.electronjs.org/docs/latest/api/process).
import { register } from "node:module";

const hooks = `export const resolve = (name, context, next) => name === "electron"
  ? { url: ${JSON.stringify(new URL("electron.mjs", import.meta.url).href)}, shortCircuit: true }
  : next(name, context);`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`);
process.defaultApp = true;
