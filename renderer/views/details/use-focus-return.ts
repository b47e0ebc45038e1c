import { type FocusEvent, type RefObject, useLayoutEffect, useRef } from "react";

/**
 * Keeps the focus of who works with the keyboard: when a pane closes that holds it, it goes back to where it came from,
 * and when what had it is gone from the pane, to the pane itself. `shown` stands for what the pane shows.
 */
export function useFocusReturn(pane: RefObject<HTMLElement | null>, shown: unknown) {
  const before = useRef<HTMLElement | null>(null);
  const isInside = useRef(false);
  useLayoutEffect(
    () => () => {
      if (!isInside.current) return;
      const { current: from } = before;
      const target =
        from?.isConnected === true ? from : document.querySelector<HTMLElement>("main [tabindex='0']");
      target?.focus();
    },
    [],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a change of what is shown can take the focus away
  useLayoutEffect(() => {
    if (isInside.current && document.activeElement === document.body) pane.current?.focus();
  }, [pane, shown]);
  return {
    onFocus: (event: FocusEvent<HTMLElement>) => {
      const from = event.relatedTarget;
      if (from instanceof HTMLElement && !event.currentTarget.contains(from)) before.current = from;
      isInside.current = true;
    },
    onBlur: (event: FocusEvent<HTMLElement>) => {
      const to = event.relatedTarget;
      // To nowhere: its element was taken away, or the window lost the focus.
      if (to instanceof Node && !event.currentTarget.contains(to)) isInside.current = false;
    },
  };
}
