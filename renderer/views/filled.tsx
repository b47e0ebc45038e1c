import { Fragment, type ReactNode } from "react";

/**
 * A sentence of the texts with something drawn in the place of each `{name}`: languages order the same parts
 * differently. What is put in is never looked through for further places.
 */
export function Filled({
  text,
  parts,
}: {
  readonly text: string;
  readonly parts: Readonly<Record<string, ReactNode>>;
}) {
  return text.split(/\{(\w+)\}/).map((piece, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence have no identity but their place
    <Fragment key={at}>{at % 2 === 0 ? piece : parts[piece]}</Fragment>
  ));
}
