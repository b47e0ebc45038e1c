import { AUDIT_SUBCATEGORIES } from "../../engine/catalog/audit-subcategories.ts";
import { RECOMMENDATIONS, ROLES, type Role, setCommand } from "../../engine/coverage/recommended.ts";
import { ROLE_TEXT } from "../coverage-texts.ts";
import { KIT, type KitWords } from "./kit-texts.ts";
import {
  archiveScript,
  cmdScripts,
  powerShellScripts,
  type ScriptFile,
  setUpScripts,
} from "./script-files.ts";
import { type ShareName, shareFolder, sharePath } from "./share-name.ts";

/** A part of the guide: what to do, in order, and the files and commands for it. */
export interface KitSection {
  readonly key: "what" | "folder" | "scripts" | "policy" | "audit" | "open";
  readonly title: string;
  readonly text: readonly string[];
  readonly steps: readonly string[];
  readonly files: readonly ScriptFile[];
  /** Commands with what they are for. */
  readonly commands: readonly { readonly label: string; readonly lines: readonly string[] }[];
}

/** Scripts, rights, Group Policy and auditing for one share. Text only: nothing of it is run by this program. */
export function scriptKit(
  share: ShareName,
  words: KitWords = KIT,
  roles: Readonly<Record<Role, string>> = ROLE_TEXT,
): readonly KitSection[] {
  const none = { steps: [], files: [], commands: [] };
  const path = sharePath(share);
  return [
    { key: "what", ...words.what, ...none },
    {
      key: "folder",
      ...words.folder(share.server, shareFolder(share), path),
      ...none,
      files: setUpScripts(share),
    },
    {
      key: "scripts",
      ...words.scripts,
      ...none,
      files: [...powerShellScripts(share), ...cmdScripts(share)],
    },
    { key: "policy", ...words.policy, ...none, steps: words.policySteps },
    { key: "audit", ...words.audit, ...none, commands: auditCommands(roles) },
    { key: "open", ...words.open(path), ...none, files: [archiveScript(share)] },
  ];
}

/** All files of the kit. */
export function kitFiles(kit: readonly KitSection[]): readonly ScriptFile[] {
  return kit.flatMap(({ files }) => files);
}

/** What each type of computer should audit so that logs can be held against what scripts write: the stronger set. */
function auditCommands(roles: Readonly<Record<Role, string>>): KitSection["commands"] {
  return ROLES.map((role) => ({
    label: roles[role],
    lines: RECOMMENDATIONS.flatMap(({ guid, by }) => {
      const { success, failure } = by[role].stronger;
      return setCommand(guid, success === "yes", failure === "yes") ?? [];
    }),
  }));
}

/** Names of the subcategories that the commands set, by GUID. */
export function auditedNames(): ReadonlyMap<string, string> {
  const guids = new Set(RECOMMENDATIONS.map(({ guid }) => guid));
  return new Map(
    AUDIT_SUBCATEGORIES.filter(({ guid }) => guids.has(guid)).map(({ guid, name }) => [guid, name]),
  );
}

/** The guide as plain text. `withFiles`: the files stand in it, for where it is all there is. */
export function kitText(
  kit: readonly KitSection[],
  withFiles: boolean,
  words: KitWords = KIT,
  subcategory: (name: string) => string = (name) => name,
): string {
  const names = [...auditedNames()].map(([guid, name]) => `${guid}  ${subcategory(name)}`);
  const parts = kit.map(({ key, title, text, steps, files, commands }, at) => {
    const heading = `${at + 1}. ${title}`;
    return [
      `${heading}\n${"=".repeat(heading.length)}`,
      ...text.map(wrapped),
      ...(steps.length === 0 ? [] : [steps.map((step, i) => wrapped(`${i + 1}) ${step}`)).join("\n")]),
      ...commands.map(({ label, lines }) => `${label}:\n${lines.map((line) => `  ${line}`).join("\n")}`),
      ...(key === "audit" ? [names.join("\n")] : []),
      ...files.map(({ name, text: own }) =>
        withFiles ? `--- ${name} ---\n${own.replaceAll("\r\n", "\n").trimEnd()}` : `${words.file} ${name}`,
      ),
    ].join("\n\n");
  });
  return `${[words.title, ...parts].join("\n\n")}\n`;
}

const WIDTH = 100;

function wrapped(text: string): string {
  const lines = [""];
  for (const word of text.split(" ")) {
    const line = lines.at(-1)!;
    if (line !== "" && line.length + word.length >= WIDTH) lines.push(word);
    else lines[lines.length - 1] = line === "" ? word : `${line} ${word}`;
  }
  return lines.join("\n");
}
