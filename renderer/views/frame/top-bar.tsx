import type { RefObject } from "react";
import { T } from "../../data/texts.ts";
import { HelpButton } from "../help/help-button.tsx";
import { AsOf } from "../live/as-of.tsx";
import { ExportMenu } from "./export-menu.tsx";
import { FilterBox } from "./filter-box.tsx";
import { Hiding } from "./hiding.tsx";
import { Inputs } from "./inputs.tsx";
import { MoreMenu } from "./more-menu.tsx";
import { RangeButton } from "./range-button.tsx";

/** Over every view: what is open, what is asked of it, for which time, what is hidden, and how to take it along. */
export function TopBar({ filter }: { readonly filter: RefObject<HTMLInputElement | null> }) {
  return (
    <header className="top">
      <span className="brand">
        <i aria-hidden />
        {T.app}
      </span>
      <Inputs />
      <AsOf />
      <FilterBox input={filter} />
      <RangeButton />
      <Hiding />
      <ExportMenu />
      <HelpButton />
      <MoreMenu />
    </header>
  );
}
