import type { PlanTexts } from "../compile-plan.ts";
import { OP } from "../shape.ts";

/** A template as a tree of elements: what a record looks like, with places for its values. */
export interface ShapeNode {
  readonly name: string;
  /** The element is left out while this substitution is null. */
  readonly dependency: number;
  /** Of a repeated attribute the first one. */
  readonly attributes: ReadonlyMap<string, readonly ShapePart[]>;
  readonly content: readonly ShapePart[];
}

export type ShapePart =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "value"; readonly value: number; readonly optional: boolean }
  | { readonly kind: "element"; readonly node: ShapeNode };

interface OpenNode {
  readonly name: string;
  readonly dependency: number;
  readonly attributes: Map<string, ShapePart[]>;
  readonly content: ShapePart[];
}

/** The elements at the top of a shape; null when it holds what a tree cannot show. */
export function shapeTree(shape: Int32Array, texts: PlanTexts): readonly ShapeNode[] | null {
  const roots: ShapePart[] = [];
  const stack: OpenNode[] = [];
  // Where texts and values go at the moment: an attribute, or the content of the innermost element.
  let into: ShapePart[] = roots;
  for (let i = 0; i < shape.length; ) {
    switch (shape[i++]) {
      case OP.open: {
        const node: OpenNode = {
          name: texts.text(shape[i]!),
          dependency: shape[i + 1]!,
          attributes: new Map(),
          content: [],
        };
        (stack.at(-1)?.content ?? roots).push({ kind: "element", node });
        stack.push(node);
        into = node.content;
        i += 2;
        break;
      }
      case OP.attribute: {
        const top = stack.at(-1);
        if (top === undefined) return null;
        const name = texts.text(shape[i++]!);
        into = [];
        if (!top.attributes.has(name)) top.attributes.set(name, into);
        break;
      }
      case OP.text:
        into.push({ kind: "text", text: texts.text(shape[i++]!) });
        break;
      case OP.substitution:
        into.push({ kind: "value", value: shape[i]!, optional: shape[i + 1] === 1 });
        i += 2;
        break;
      case OP.content:
        into = stack.at(-1)?.content ?? roots;
        break;
      case OP.close:
        if (stack.pop() === undefined) return null;
        into = stack.at(-1)?.content ?? roots;
        break;
      default:
        return null;
    }
  }
  if (stack.length > 0) return null;
  return roots.flatMap((part) => (part.kind === "element" ? [part.node] : []));
}

/** Elements among parts. */
export function elementsOf(parts: readonly ShapePart[]): readonly ShapeNode[] {
  return parts.flatMap((part) => (part.kind === "element" ? [part.node] : []));
}

/** All text of parts; null when a value or an element stands among them. */
export function constantOf(parts: readonly ShapePart[]): string | null {
  let text = "";
  for (const part of parts) {
    if (part.kind !== "text") return null;
    text += part.text;
  }
  return text;
}
