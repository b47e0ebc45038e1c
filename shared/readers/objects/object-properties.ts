import type { DamageCode } from "../../types/names.ts";
import { type EventNode, textOf } from "../event-tree.ts";
import type { SoughtElement } from "../xml/event-finder.ts";
import type { EventParser } from "../xml/event-parser.ts";
import type { XmlShape } from "../xml-shape.ts";

/*
 * Objects as PowerShell stores them:
 *
 *   ConvertTo-Xml    <Objects><Object Type="…EventLogRecord">
 *                      <Property Name="Id" Type="System.Int32">4624</Property> …
 *                      <Property Name="Properties"><Property>…EventProperty</Property> …   nameless, no values
 *
 *   Export-Clixml    <Objs Version="1.1.0.1"><Obj RefId="0"><TN>…</TN><ToString>…</ToString>
 *                      <Props><I32 N="Id">4624</I32> <DT N="TimeCreated">…+01:00</DT>
 *                             <Obj N="Properties"><LST>…</LST></Obj> …</Props>
 *                      <MS><S N="Message">…</S></MS></Obj>
 *
 * The values of an event stand in `Properties` without names, and at the depth PowerShell stores by default not at all.
 * They are never read: no file is known against which their order could have been checked.
 */

export type ObjectShape = Extract<XmlShape, "objects" | "clixml">;

export const OBJECT_ELEMENTS: Readonly<Record<ObjectShape, SoughtElement>> = {
  objects: { name: "Object", root: "Objects", first: "Property" },
  // Objects stand inside objects here.
  clixml: { name: "Obj", root: "Objs", first: "" },
};

/** Plain members of an object by name, the first of a name. Values of members that hold objects are left out. */
export type ObjectProperties = ReadonlyMap<string, string>;

/** The members of an object out of its XML text, or what is wrong with that. */
export function objectProperties(
  parser: EventParser,
  text: string,
  shape: ObjectShape,
): ObjectProperties | DamageCode {
  const parsed = parser.parse(text);
  if (typeof parsed === "string") return parsed;
  const members = new Map<string, string>();
  const take = (node: EventNode, attribute: string, decode: (text: string) => string): void => {
    const name = node.attributes.get(attribute);
    if (name === undefined || members.has(name) || !node.children.every((one) => typeof one === "string"))
      return;
    members.set(name, decode(textOf(node)));
  };
  for (const child of parsed.children) {
    if (typeof child === "string") continue;
    if (shape === "objects") take(child, "Name", (value) => value);
    else if (child.name === "Props" || child.name === "MS") {
      for (const member of child.children) if (typeof member !== "string") take(member, "N", withoutEscapes);
    }
  }
  return members;
}

const ESCAPE = /_x([0-9A-Fa-f]{4})_/g;

/** Clixml writes characters that XML would change as `_x000A_` (Microsoft, MS-PSRP 2.2.5.3.2). */
function withoutEscapes(text: string): string {
  if (!text.includes("_x")) return text;
  return text.replace(ESCAPE, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
