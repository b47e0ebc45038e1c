import { Columns3 } from "lucide-react";
import { Menu } from "../../components/menu.tsx";
import type { ColumnsOfTable } from "./use-columns.ts";

/** Chooses the columns of a table. */
export function ColumnMenu({ columns }: { readonly columns: ColumnsOfTable }) {
  return (
    <Menu
      label={
        <>
          <Columns3 aria-hidden /> Columns
        </>
      }
      title="Choose columns"
      items={[
        ...columns.specs.map((spec) => ({
          type: "check" as const,
          label: spec.header,
          checked: columns.shown.includes(spec),
          onSelect: () => columns.toggle(spec.id),
        })),
        { type: "separator" },
        { label: "Back to the usual columns", onSelect: columns.reset },
      ]}
    />
  );
}
