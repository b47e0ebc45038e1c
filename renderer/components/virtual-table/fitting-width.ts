/** Room for the padding of a cell. */
const PADDING = 18;
/** Room for the arrow and the number of an order in a heading. */
const HEAD_ROOM = 34;

/** The width in which the texts of a column that are on screen fit, its heading among them; null where none is drawn. */
export function fittingWidth(table: HTMLElement, column: string): number | null {
  const id = CSS.escape(column);
  const head = table.querySelector(`[data-column="${id}"] .clip`);
  if (head === null) return null;
  let widest = textWidth(head) + HEAD_ROOM;
  for (const cell of table.querySelectorAll(`[data-cell="${id}"]`)) {
    widest = Math.max(widest, textWidth(cell) + PADDING);
  }
  return Math.ceil(widest);
}

/** The texts of an element are as wide as they are, however much of them is cut off. */
function textWidth(element: Element): number {
  const range = document.createRange();
  range.selectNodeContents(element);
  let left = Number.POSITIVE_INFINITY;
  let right = Number.NEGATIVE_INFINITY;
  for (const rect of range.getClientRects()) {
    left = Math.min(left, rect.left);
    right = Math.max(right, rect.right);
  }
  return right > left ? right - left : 0;
}
