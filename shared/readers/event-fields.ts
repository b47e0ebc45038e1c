import { childOf, type EventNode, textOf } from "./event-tree.ts";

/*
 * How event data is addressed, in one place for every reader:
 *
 *   EventData   <Data Name="X">   -> "X"          <Binary>, any other element -> its own name
 *               <Data>            -> position among the unnamed ones, from 0
 *   UserData    every leaf element, however deep  -> its name without prefix
 */

/** Called with the name and text of a value; unnamed `<Data>` comes as its position. */
export type FieldVisitor = (name: string | number, text: string) => void;

/** Visits the values of EventData in document order. */
export function eachEventData(event: EventNode, visit: FieldVisitor): void {
  const data = childOf(event, "EventData");
  if (data === null) return;
  let unnamed = 0;
  for (const child of data.children) {
    if (typeof child === "string") continue;
    const name = localName(child.name);
    if (name !== "Data") visit(name, textOf(child));
    else visit(child.attributes.get("Name") ?? unnamed++, textOf(child));
  }
}

/** Visits the leaf elements of UserData in document order. */
export function eachUserData(event: EventNode, visit: FieldVisitor): void {
  const data = childOf(event, "UserData");
  if (data !== null) eachLeaf(data, visit);
}

function eachLeaf(node: EventNode, visit: FieldVisitor): void {
  for (const child of node.children) {
    if (typeof child === "string") continue;
    if (child.children.some((inner) => typeof inner !== "string")) eachLeaf(child, visit);
    else visit(localName(child.name), leafText(child));
  }
}

/**
 * Text of a leaf element. One without content but with a single attribute, such as `<Error Code="15005"/>` of event
 * 1108, says what it has to say there.
 */
function leafText(leaf: EventNode): string {
  if (leaf.children.length > 0) return textOf(leaf);
  let only = "";
  let count = 0;
  for (const [name, value] of leaf.attributes) {
    if (name === "xmlns" || name.startsWith("xmlns:")) continue;
    only = value;
    count++;
  }
  return count === 1 ? only : "";
}

/** A name without its namespace prefix. */
export function localName(name: string): string {
  const colon = name.indexOf(":");
  return colon < 0 ? name : name.slice(colon + 1);
}
