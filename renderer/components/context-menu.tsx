import { Menu as Base } from "@base-ui/react/menu";
import { type MouseEvent, type ReactNode, useCallback, useMemo, useState } from "react";
import { type MenuItem, MenuItems } from "./menu-items.tsx";

export interface ContextMenuProps {
  /** What the entries are about, for screen readers: `anna on PC-014`. */
  readonly label: string;
  /** Place in the window, in CSS pixels; null while the menu is closed. */
  readonly at: { readonly x: number; readonly y: number } | null;
  readonly items: readonly MenuItem[];
  readonly onClose: () => void;
}

/** A menu at a point. Focus goes back to where it was when the menu closes. */
export function ContextMenu({ label, at, items, onClose }: ContextMenuProps) {
  const [last, setLast] = useState(at);
  if (at !== null && at !== last) setLast(at);
  const place = at ?? last;
  return (
    <Base.Root open={at !== null} onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Positioner
          className="menu-place"
          anchor={place === null ? null : { getBoundingClientRect: () => pointRect(place.x, place.y) }}
          side="bottom"
          align="start"
          collisionPadding={6}
        >
          <Base.Popup className="menu-panel" aria-label={label}>
            <MenuItems items={items} />
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

function pointRect(x: number, y: number): DOMRect {
  return DOMRect.fromRect({ x, y, width: 0, height: 0 });
}

interface Opened {
  readonly x: number;
  readonly y: number;
  readonly label: string;
  readonly items: readonly MenuItem[];
}

export interface ContextMenuHandle {
  /** To be rendered once, anywhere in the component. */
  readonly element: ReactNode;
  /**
   * For `onContextMenu`, which fires for the right button and for Shift+F10 and the menu key as well: those give the
   * place of the focused element.
   */
  readonly openOn: (event: MouseEvent, label: string, items: readonly MenuItem[]) => void;
  /** At a point of the window, for what a canvas draws. */
  readonly openAt: (x: number, y: number, label: string, items: readonly MenuItem[]) => void;
}

/** The context menu of a component: `const menu = useContextMenu()`, then `menu.openOn` and `{menu.element}`. */
export function useContextMenu(): ContextMenuHandle {
  const [opened, setOpened] = useState<Opened | null>(null);
  const [shown, setShown] = useState<Opened | null>(null);
  const openAt = useCallback((x: number, y: number, label: string, items: readonly MenuItem[]) => {
    const next = items.length === 0 ? null : { x, y, label, items };
    setOpened(next);
    // Entries stay while the menu leaves the screen.
    if (next !== null) setShown(next);
  }, []);
  const openOn = useCallback(
    (event: MouseEvent, label: string, items: readonly MenuItem[]) => {
      if (items.length === 0) return;
      event.preventDefault();
      const box = event.currentTarget.getBoundingClientRect();
      // A key gives no place of the pointer in some browsers: then the menu opens at the element.
      const byKey = event.clientX === 0 && event.clientY === 0;
      openAt(byKey ? box.left + 8 : event.clientX, byKey ? box.bottom - 4 : event.clientY, label, items);
    },
    [openAt],
  );
  // The same element as long as nothing of the menu changes: what it belongs to may be drawn at every key.
  const element = useMemo(
    () => (
      <ContextMenu
        label={shown?.label ?? ""}
        at={opened}
        items={shown?.items ?? []}
        onClose={() => setOpened(null)}
      />
    ),
    [shown, opened],
  );
  return { element, openOn, openAt };
}
