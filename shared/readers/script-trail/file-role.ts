import type { ScriptRole } from "../../types/trail.ts";

/** What the name of a file says of its lines: the published scripts write logons and logoffs into two files. */
export function roleOfName(path: string): ScriptRole {
  const name = (path.split(/[\\/]/).at(-1) ?? path).toLowerCase();
  const off = /log[ _-]?(?:off|out)|abmeld|sign[ _-]?(?:off|out)/.test(name);
  const on = /log[ _-]?(?:on|in)(?!g)|anmeld|sign[ _-]?(?:on|in)(?!g)/.test(name);
  if (off === on) return "unknown";
  return off ? "logoff" : "logon";
}
