/**
 * One event as a small tree of elements, whatever it was read from: BinXML of an .evtx record or event XML as text.
 * Values are the texts Windows prints, entities resolved, not yet escaped. Names of XML exports
 * come without their namespace prefix; `xmlns` attributes stand among the others.
 */
export interface EventNode {
  readonly name: string;
  /** In document order. Of a repeated attribute the first one is kept. */
  readonly attributes: ReadonlyMap<string, string>;
  /** Child elements and pieces of text, in document order. */
  readonly children: readonly (EventNode | string)[];
}

/** The first child element of a name, or null. */
export function childOf(node: EventNode, name: string): EventNode | null {
  for (const child of node.children) if (typeof child !== "string" && child.name === name) return child;
  return null;
}

/** All text below a node, in document order. */
export function textOf(node: EventNode): string {
  const first = node.children[0];
  if (node.children.length === 1 && typeof first === "string") return first;
  let text = "";
  for (const child of node.children) text += typeof child === "string" ? child : textOf(child);
  return text;
}
