import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { barOffset, clampOffset, contentOffset, type ScrollScale } from "./scaled-scroll.ts";

/**
 * Keeps the scroll position of a tall list in content pixels. Where the spacer is as tall as the content this is
 * native scrolling; where it is shorter, the wheel is taken over so that one notch still moves by one notch of rows.
 */
export function useScaledScroll(ref: RefObject<HTMLElement | null>, scale: ScrollScale) {
  const [offset, setOffset] = useState(0);
  const exact = useRef(0);
  const scaled = scale.total > scale.height;
  const latest = useRef(scale);
  latest.current = scale;

  const scrollTo = useCallback(
    (next: number) => {
      const at = clampOffset(latest.current, next);
      exact.current = at;
      setOffset(at);
      const element = ref.current;
      if (element !== null) element.scrollTop = barOffset(latest.current, at);
    },
    [ref],
  );

  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const onScroll = () => {
      const now = latest.current;
      // The bar is coarser than the content: keep the exact position as long as the bar still stands for it.
      const bar = barOffset(now, exact.current);
      const at =
        Math.abs(bar - element.scrollTop) < 1.5 ? exact.current : contentOffset(now, element.scrollTop);
      exact.current = at;
      setOffset(at);
    };
    element.addEventListener("scroll", onScroll, { passive: true });
    return () => element.removeEventListener("scroll", onScroll);
  }, [ref]);

  useEffect(() => {
    const element = ref.current;
    if (element === null || !scaled) return;
    const onWheel = (event: WheelEvent) => {
      if (event.ctrlKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) return;
      event.preventDefault();
      scrollTo(exact.current + event.deltaY * (event.deltaMode === 1 ? 28 : 1));
    };
    element.addEventListener("wheel", onWheel, { passive: false });
    return () => element.removeEventListener("wheel", onWheel);
  }, [ref, scaled, scrollTo]);

  // Fewer rows than before: the position must not hang below the last one.
  useLayoutEffect(() => {
    const at = clampOffset(scale, exact.current);
    if (at !== exact.current) scrollTo(at);
  }, [scale, scrollTo]);

  return { offset: clampOffset(scale, offset), scrollTo };
}
