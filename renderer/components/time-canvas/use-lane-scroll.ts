import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { barOffset, clampOffset, contentOffset, MAX_SPACER } from "../virtual-table/scaled-scroll.ts";

/**
 * Pixels the lanes are scrolled by, and a native scroll bar beside them. Where the lanes are higher than any element
 * may be, the bar stands for them on a smaller scale.
 */
export function useLaneScroll(total: number, viewport: number) {
  const bar = useRef<HTMLDivElement>(null);
  const [offset, setOffset] = useState(0);
  const scale = { total, height: Math.min(total, MAX_SPACER), viewport };
  const latest = useRef({ scale, offset });
  const at = clampOffset(scale, offset);
  latest.current = { scale, offset: at };

  const scrollTo = useCallback((next: number) => {
    const to = clampOffset(latest.current.scale, next);
    latest.current.offset = to;
    setOffset(to);
  }, []);
  const scrollBy = useCallback((pixels: number) => scrollTo(latest.current.offset + pixels), [scrollTo]);

  const isTall = total > viewport;
  useLayoutEffect(() => {
    if (isTall && bar.current !== null) bar.current.scrollTop = barOffset(latest.current.scale, at);
  }, [isTall, at]);
  useEffect(() => {
    const element = bar.current;
    if (!isTall || element === null) return;
    const onScroll = () => {
      const now = latest.current;
      // The bar may be coarser than the lanes: keep the position as long as the bar still stands for it.
      if (Math.abs(barOffset(now.scale, now.offset) - element.scrollTop) < 1.5) return;
      setOffset(contentOffset(now.scale, element.scrollTop));
    };
    element.addEventListener("scroll", onScroll, { passive: true });
    return () => element.removeEventListener("scroll", onScroll);
  }, [isTall]);

  return { offset: at, isTall, barHeight: scale.height, bar, scrollTo, scrollBy };
}
