import { Columns3 } from "lucide-react";
import { memo } from "react";
import { Menu } from "../../components/menu.tsx";
import { TABLE_TEXTS } from "../../data/texts/table.ts";
import type { ColumnsOfTable } from "./use-columns.ts";

/** Chooses the columns of a table. Other rows in the table are nothing to it. */
export const ColumnMenu = memo(function ColumnMenu({ columns }: { readonly columns: ColumnsOfTable }) {
  return (
    <Menu
      label={
        <>
          <Columns3 aria-hidden /> {TABLE_TEXTS.columns}
        </>
      }
      title={TABLE_TEXTS.choose}
      items={[
        ...columns.specs.map((spec) => ({
          type: "check" as const,
          label: spec.header,
          checked: columns.shown.includes(spec),
          onSelect: () => columns.toggle(spec.id),
        })),
        { type: "separator" },
        { label: TABLE_TEXTS.usual, onSelect: columns.reset },
      ]}
    />
  );
});
