import { ArrowLeft, ArrowRight, BookOpen } from "lucide-react";
import { type RefObject, use, useEffect, useLayoutEffect, useRef } from "react";
import type { HelpPage, HelpPlace } from "../../data/help/help-page.ts";
import { searchGuide } from "../../data/help/search-guide.ts";
import { language } from "../../data/language.ts";
import { HELP_TEXTS as W } from "../../data/texts/help.ts";
import { guidePages } from "./guide-pages.ts";
import { HelpBlocks } from "./help-blocks.tsx";
import type { HelpReading } from "./help-reading.ts";

/** The guide: a page of it, or what was found in it, and the ways between. */
export function HelpBrowser({ reading }: { readonly reading: HelpReading }) {
  const pages = use(guidePages());
  const body = useRef<HTMLElement>(null);
  /** How far the page is scrolled; it is not there while something is searched for. */
  const top = useRef(0);
  const { visit, search, asked, leave } = reading;
  const page = pages.find(({ id }) => id === visit?.place.page) ?? pages[0]!;
  const go = (place: HelpPlace) => reading.go(place, top.current);
  const finding = search.trim() !== "";

  useLayoutEffect(() => {
    if (body.current === null || visit === null || finding) return;
    stand(body.current, visit.place.section, visit.top);
    top.current = body.current.scrollTop;
  }, [visit, finding]);
  // Whoever opens it, or follows a link, wants to read; whoever types goes on typing.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each wish and each place puts the focus there
  useEffect(() => {
    body.current?.focus({ preventScroll: true });
  }, [asked, visit?.place]);
  useLayoutEffect(() => () => leave(top.current), [leave]);

  return (
    <>
      <div className="help-tools">
        <button
          type="button"
          className="btn small icon ghost"
          disabled={!reading.canGoBack}
          title={W.back}
          aria-label={W.back}
          onClick={reading.back}
        >
          <ArrowLeft aria-hidden />
        </button>
        <button type="button" className="btn small" onClick={() => go({ page: pages[0]!.id, section: null })}>
          <BookOpen aria-hidden />
          {W.contents}
        </button>
        <input
          type="search"
          className="field small"
          placeholder={W.search}
          aria-label={W.search}
          value={search}
          onChange={(event) => reading.find(event.currentTarget.value)}
        />
      </div>
      {!finding && page.language !== language() && <p className="mute help-foreign">{W.inEnglish}</p>}
      {finding ? (
        <Found pages={pages} search={search} body={body} onGo={go} />
      ) : (
        <Page
          page={page}
          next={pages[pages.indexOf(page) + 1]}
          body={body}
          onGo={go}
          onScroll={(at) => {
            top.current = at;
          }}
        />
      )}
    </>
  );
}

/** Scrolls to a heading, or as far as it was before. */
function stand(body: HTMLElement, section: string | null, top: number): void {
  const heading =
    section === null
      ? undefined
      : [...body.querySelectorAll<HTMLElement>("[data-section]")].find(
          ({ dataset }) => dataset.section === section,
        );
  body.scrollTop = top > 0 || heading === undefined ? top : heading.offsetTop - 8;
}

interface Part {
  readonly body: RefObject<HTMLElement | null>;
  readonly onGo: (place: HelpPlace) => void;
}

function Page({
  page,
  next,
  body,
  onGo,
  onScroll,
}: Part & {
  readonly page: HelpPage;
  readonly next: HelpPage | undefined;
  readonly onScroll: (top: number) => void;
}) {
  return (
    <section
      className="help-body"
      ref={body}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={page.title}
      onScroll={(event) => onScroll(event.currentTarget.scrollTop)}
    >
      <article lang={page.language}>
        <h2>{page.title}</h2>
        <HelpBlocks key={page.id} blocks={page.blocks} onGo={onGo} />
      </article>
      {next !== undefined && (
        <p className="help-next">
          <button type="button" className="link" onClick={() => onGo({ page: next.id, section: null })}>
            {W.next(next.title)} <ArrowRight aria-hidden />
          </button>
        </p>
      )}
    </section>
  );
}

function Found({
  pages,
  search,
  body,
  onGo,
}: Part & { readonly pages: readonly HelpPage[]; readonly search: string }) {
  const found = searchGuide(pages, search);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="help-body" ref={body} tabIndex={0} aria-label={W.search}>
      <p className="mute" role="status">
        {found.length === 0 ? W.nothing : W.found(found.length)}
      </p>
      <ul className="help-found">
        {found.map(({ place, page, section, before, match, after }) => (
          <li key={`${place.page}#${place.section ?? ""}`}>
            <button type="button" onClick={() => onGo(place)}>
              <b>
                {page}
                {section !== null && ` › ${section}`}
              </b>
              <span className="mute">
                {before}
                <mark>{match}</mark>
                {after}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
