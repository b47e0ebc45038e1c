import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import type { HelpPlace } from "../../data/help/help-page.ts";
import { HelpLink } from "../help/help-link.tsx";

/** One line of the summary: when, what, and the way to the rows behind it. */
export function Line({
  when,
  title,
  onOpen,
  children,
}: {
  readonly when?: string;
  readonly title: string;
  readonly onOpen: () => void;
  readonly children: ReactNode;
}) {
  return (
    <li>
      <button type="button" className="line" title={title} onClick={onOpen}>
        {when !== undefined && <time className="when">{when}</time>}
        <span className="what">{children}</span>
        <ChevronRight aria-hidden />
      </button>
    </li>
  );
}

export function Block({
  title,
  help,
  more,
  onMore,
  children,
}: {
  readonly title: string;
  /** What the guide says of it. */
  readonly help?: HelpPlace | undefined;
  readonly more?: string | undefined;
  readonly onMore?: () => void;
  readonly children: ReactNode;
}) {
  return (
    <section className="block" aria-label={title}>
      <header>
        <h2>{title}</h2>
        {help !== undefined && <HelpLink sign place={help} label={title} />}
        <span className="grow" />
        {more !== undefined && (
          <button type="button" className="link" onClick={onMore}>
            {more}
          </button>
        )}
      </header>
      {children}
    </section>
  );
}
