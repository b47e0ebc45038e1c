import type { FieldType } from "./values.ts";

/**
 * A template as a tree: what Windows compiles from an event manifest and stores once a chunk. Records then carry
 * values only.
 */
export interface TemplateElement {
  readonly name: string;
  /** Number of the value on which the element hangs; `NO_DEPENDENCY` if it is always written. */
  readonly dependency: number;
  readonly attributes: readonly TemplateAttribute[];
  /** null writes the short form `<name/>`, which is not the same bytes as an element with no content. */
  readonly content: readonly TemplateContent[] | null;
}
export interface TemplateAttribute {
  readonly name: string;
  readonly value: string | Substitution;
}
export type TemplateContent = string | Substitution | TemplateElement;

/** A place that a value of the record fills. An optional one takes its element or attribute away when null. */
export interface Substitution {
  readonly value: number;
  readonly type: FieldType;
  readonly optional: boolean;
}

export const NO_DEPENDENCY = 0xffff;

export const EVENT_NAMESPACE = "http://schemas.microsoft.com/win/2004/08/events/event";
export const EVENTLOG_NAMESPACE = "http://manifests.microsoft.com/win/2004/08/windows/eventlog";

export function normal(value: number, type: FieldType): Substitution {
  return { value, type, optional: false };
}
export function optional(value: number, type: FieldType): Substitution {
  return { value, type, optional: true };
}

export function element(
  name: string,
  content: readonly TemplateContent[] | null,
  more: { dependency?: number; attributes?: Readonly<Record<string, string | Substitution>> } = {},
): TemplateElement {
  const attributes = Object.entries(more.attributes ?? {}).map(([key, value]) => ({ name: key, value }));
  return { name, content, attributes, dependency: more.dependency ?? NO_DEPENDENCY };
}

/** The same tree with all value numbers raised, for joining two templates into one. */
export function shifted(root: TemplateElement, by: number): TemplateElement {
  const move = <T extends string | Substitution>(value: T): T | Substitution =>
    typeof value === "string"
      ? value
      : { ...(value as Substitution), value: (value as Substitution).value + by };
  return {
    ...root,
    dependency: root.dependency === NO_DEPENDENCY ? NO_DEPENDENCY : root.dependency + by,
    attributes: root.attributes.map((one) => ({ name: one.name, value: move(one.value) })),
    content:
      root.content?.map((part) =>
        typeof part === "string" ? part : "content" in part ? shifted(part, by) : move(part),
      ) ?? null,
  };
}

/** What tells templates apart: equal trees, and only those, have equal keys and GUIDs. */
export interface TemplateIdentity {
  readonly key: string;
  readonly guid: Uint8Array;
}
const identities = new WeakMap<TemplateElement, TemplateIdentity>();

export function templateIdentity(root: TemplateElement): TemplateIdentity {
  let identity = identities.get(root);
  if (identity === undefined) {
    const key = JSON.stringify(root);
    identity = { key, guid: templateGuid(key) };
    identities.set(root, identity);
  }
  return identity;
}

/**
 * A stable GUID for a template. Windows derives it from the manifest; here it comes from the tree, marked as a
 * name-based one (version 5) like those seen in logs of Windows 10 and 11.
 */
function templateGuid(key: string): Uint8Array {
  const bytes = new Uint8Array(16);
  const view = new DataView(bytes.buffer);
  for (let word = 0; word < 4; word++) {
    let hash = (0x811c9dc5 ^ (word * 0x9e3779b1)) >>> 0;
    for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193) >>> 0;
    view.setUint32(word * 4, hash, true);
  }
  bytes[7] = (bytes[7]! & 0x0f) | 0x50;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytes;
}
