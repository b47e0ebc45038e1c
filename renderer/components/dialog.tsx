import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { type ComponentType, createContext, type ReactNode, type RefObject, use, useState } from "react";

/** What opens over a dialog when help is asked for that the dialog itself has not; null for nothing. */
export const DialogHelp = createContext<ComponentType<{ readonly onClose: () => void }> | null>(null);

export interface DialogProps {
  readonly title: string;
  readonly description?: string;
  readonly open?: boolean;
  readonly onClose: () => void;
  /** Name of the button that closes it. */
  readonly close: string;
  /** Keeps the title for screen readers only, where the content says what it is. */
  readonly plain?: boolean;
  readonly className?: string;
  /** What has the focus at first; else the first thing that can. */
  readonly focus?: RefObject<HTMLElement | null>;
  readonly children: ReactNode;
}

/** A window inside the window: it holds the focus, Escape and a click outside close it. */
export function Dialog({
  title,
  description,
  open = true,
  onClose,
  close,
  plain = false,
  className = "",
  focus,
  children,
}: DialogProps) {
  const Help = use(DialogHelp);
  const [helping, setHelping] = useState(false);
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="dialog-veil" />
        <Base.Popup
          className={`dialog ${className}`.trim()}
          {...(focus === undefined ? {} : { initialFocus: focus })}
        >
          <div className={plain ? "sr-only" : "dialog-head"}>
            <Base.Title className="dialog-title">{title}</Base.Title>
            <Base.Close className="btn small icon ghost" title={close} aria-label={close}>
              <X aria-hidden />
            </Base.Close>
          </div>
          {description !== undefined && (
            <Base.Description className={plain ? "sr-only" : "mute dialog-text"}>
              {description}
            </Base.Description>
          )}
          {children}
          {Help !== null && (
            // Only the key of help clicks it, where nothing else in the dialog has a page to show.
            <button type="button" hidden data-help="any" onClick={() => setHelping(true)} />
          )}
          {Help !== null && helping && <Help onClose={() => setHelping(false)} />}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
