import { Popover as Base } from "@base-ui/react/popover";
import { type ReactNode, useState } from "react";

export interface PopoverProps {
  /** What stands on the button. */
  readonly label: ReactNode;
  /** Said by screen readers and shown over the button. */
  readonly title: string;
  /** Name of the panel for screen readers; the button's title without it. */
  readonly panelLabel?: string;
  readonly className?: string;
  readonly align?: "start" | "center" | "end";
  readonly disabled?: boolean;
  /** The panel; `close` puts it away. */
  readonly children: ReactNode | ((close: () => void) => ReactNode);
}

/** A button that opens a small panel beside it. Escape and a click outside close it. */
export function Popover({
  label,
  title,
  panelLabel = title,
  className = "btn",
  align = "end",
  disabled = false,
  children,
}: PopoverProps) {
  const [open, setOpen] = useState(false);
  return (
    <Base.Root open={open} onOpenChange={setOpen}>
      <Base.Trigger className={className} title={title} disabled={disabled}>
        {label}
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner className="menu-place" align={align} sideOffset={4} collisionPadding={6}>
          <Base.Popup className="popover" aria-label={panelLabel}>
            {typeof children === "function" ? children(() => setOpen(false)) : children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
