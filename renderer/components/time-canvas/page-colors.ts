/**
 * Reads the colours of the page for drawing, as `#rrggbb` or `rgb(...)`. In high contrast the tokens name colours of the
 * system (`CanvasText`), which only the style of an element turns into the ones that the user chose.
 */
export function pageColors(element: HTMLElement): (name: string) => string {
  const style = getComputedStyle(element);
  const isForced = window.matchMedia("(forced-colors: active)").matches;
  return (name) => {
    const token = style.getPropertyValue(`--${name}`).trim();
    if (!isForced || !/^[a-z]+$/i.test(token)) return token;
    element.style.color = token;
    const color = style.color;
    element.style.color = "";
    return color;
  };
}
