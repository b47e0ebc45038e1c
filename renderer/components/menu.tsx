import { Menu as Base } from "@base-ui/react/menu";
import type { ReactNode } from "react";
import { type MenuItem, MenuItems } from "./menu-items.tsx";

export interface MenuProps {
  readonly label: ReactNode;
  /** Said by screen readers and shown over the button. */
  readonly title: string;
  readonly className?: string;
  /** The border of the button that the list stands flush with. */
  readonly align?: "start" | "end";
  readonly disabled?: boolean;
  readonly items: readonly MenuItem[];
}

/** A button that opens a list of choices. Arrow keys and letters walk it, Escape and a click outside close it. */
export function Menu({ label, title, className = "btn", align = "end", disabled = false, items }: MenuProps) {
  return (
    <Base.Root modal={false}>
      <Base.Trigger className={className} title={title} disabled={disabled}>
        {label}
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner className="menu-place" align={align} sideOffset={4} collisionPadding={6}>
          <Base.Popup className="menu-panel">
            <MenuItems items={items} />
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
