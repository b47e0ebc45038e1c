import type { Page } from "playwright-core";

/**
 * Controls that a user of this window cannot get at: outside of it, or cut off by something that does not scroll. Tables
 * scroll in both directions and are left out, as is what only screen readers are meant to find.
 */
export function outOfReach(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const scrolls = ({ overflowX, overflowY }: CSSStyleDeclaration) =>
      /auto|scroll/.test(overflowX + overflowY);
    const nameOf = (element: Element) =>
      `${element.tagName.toLowerCase()} ${element.getAttribute("aria-label") ?? element.textContent ?? ""}`;
    const found: string[] = [];
    for (const element of document.querySelectorAll(
      "button, a[href], input, select, summary, [tabindex='0'], footer > *",
    )) {
      const box = element.getBoundingClientRect();
      if (box.width === 0 || element.closest(".sr-only, .mirror, .vt") !== null) continue;
      for (let around = element.parentElement; around !== null; around = around.parentElement) {
        const style = getComputedStyle(around);
        if (scrolls(style)) break;
        const isWindow = around === document.body;
        if (!isWindow && style.overflowX !== "hidden") continue;
        const room = around.getBoundingClientRect();
        const isInside =
          box.left >= room.left - 1 &&
          box.right <= room.right + 1 &&
          box.top >= room.top - 1 &&
          box.bottom <= room.bottom + 1;
        if (!isInside) found.push(nameOf(element).slice(0, 80));
        break;
      }
    }
    return found;
  });
}

/** Boxes that scroll sideways and are neither a table nor the timeline. */
export function scrolledSideways(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    Array.from(document.querySelectorAll("body, body *"))
      .filter((element) => {
        const { overflowX } = getComputedStyle(element);
        if (!/auto|scroll/.test(overflowX) || element.scrollWidth <= element.clientWidth + 1) return false;
        return (
          element.clientWidth > 1 &&
          !element.matches(".vt, [role='grid']") &&
          element.querySelector("table") === null
        );
      })
      .map((element) => element.className),
  );
}
