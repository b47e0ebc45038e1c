import { Columns3 } from "lucide-react";
import { Menu } from "../../components/menu.tsx";
import type { ColumnsOfTable } from "./use-columns.ts";

interface ColumnMenuProps {
  readonly specs: readonly { readonly id: string; readonly header: string }[];
  readonly columns: ColumnsOfTable;
}

/** Chooses the columns of a table. */
export function ColumnMenu({ specs, columns }: ColumnMenuProps) {
  return (
    <Menu
      label={
        <>
          <Columns3 aria-hidden /> Columns
        </>
      }
      title="Choose columns"
      items={[
        ...specs.map(({ id, header }) => ({
          type: "check" as const,
          label: header,
          checked: columns.choice.shown.includes(id),
          onSelect: () => columns.toggle(id),
        })),
        { type: "separator" },
        { label: "Back to the usual columns", onSelect: columns.reset },
      ]}
    />
  );
}
