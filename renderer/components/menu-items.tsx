import { Menu as Base } from "@base-ui/react/menu";
import { Check, ChevronRight } from "lucide-react";
import type { ReactNode } from "react";

interface Worded {
  readonly label: string;
  readonly disabled?: boolean;
}

/** Something that happens at a click. */
export interface MenuAction extends Worded {
  readonly type?: "action";
  readonly icon?: ReactNode;
  /** Keys that do the same, as people read them: `Ctrl+Z`. */
  readonly shortcut?: string;
  /** A few words at the right, such as a number or a format. */
  readonly hint?: string;
  readonly danger?: boolean;
  readonly onSelect: () => void;
}

/** Something that is on or off; the menu stays open. */
export interface MenuCheck extends Worded {
  readonly type: "check";
  readonly checked: boolean;
  readonly hint?: string;
  readonly onSelect: () => void;
}

/** One of a few, of which exactly one holds. */
export interface MenuChoices {
  readonly type: "choices";
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, label: string])[];
  readonly onChoose: (value: string) => void;
}

export interface MenuSubmenu extends Worded {
  readonly type: "submenu";
  readonly icon?: ReactNode;
  readonly items: readonly MenuItem[];
}

/** An entry of any menu of the page. `note` is a line that cannot be chosen. */
export type MenuItem =
  | MenuAction
  | MenuCheck
  | MenuChoices
  | MenuSubmenu
  | { readonly type: "separator" }
  | { readonly type: "note"; readonly label: string };

/** The entries of a menu, inside its popup. */
export function MenuItems({ items }: { readonly items: readonly MenuItem[] }) {
  return items.map((item, at) => {
    const key = `${at} ${"label" in item ? item.label : ""}`;
    return <Entry key={key} item={item} />;
  });
}

function Entry({ item }: { readonly item: MenuItem }) {
  switch (item.type) {
    case "separator":
      return <Base.Separator className="menu-rule" />;
    case "note":
      return <p className="menu-note">{item.label}</p>;
    case "check":
      return (
        <Base.CheckboxItem
          className="menu-item"
          checked={item.checked}
          disabled={item.disabled === true}
          onCheckedChange={item.onSelect}
        >
          <span className="tick">{item.checked && <Check aria-hidden />}</span>
          <span className="clip grow">{item.label}</span>
          {item.hint !== undefined && <span className="hint">{item.hint}</span>}
        </Base.CheckboxItem>
      );
    case "choices":
      return (
        <Base.RadioGroup
          aria-label={item.label}
          value={item.value}
          onValueChange={(value) => item.onChoose(String(value))}
        >
          {item.options.map(([value, label]) => (
            <Base.RadioItem key={value} className="menu-item" value={value} closeOnClick>
              <span className="tick">{value === item.value && <Check aria-hidden />}</span>
              <span className="clip grow">{label}</span>
            </Base.RadioItem>
          ))}
        </Base.RadioGroup>
      );
    case "submenu":
      return (
        <Base.SubmenuRoot>
          <Base.SubmenuTrigger className="menu-item" disabled={item.disabled === true}>
            <span className="tick">{item.icon}</span>
            <span className="clip grow">{item.label}</span>
            <ChevronRight className="more" aria-hidden />
          </Base.SubmenuTrigger>
          <Base.Portal>
            <Base.Positioner className="menu-place" sideOffset={2} alignOffset={-6}>
              <Base.Popup className="menu-panel">
                <MenuItems items={item.items} />
              </Base.Popup>
            </Base.Positioner>
          </Base.Portal>
        </Base.SubmenuRoot>
      );
    default:
      return (
        <Base.Item
          className={item.danger === true ? "menu-item danger" : "menu-item"}
          disabled={item.disabled === true}
          onClick={item.onSelect}
        >
          <span className="tick">{item.icon}</span>
          <span className="clip grow">{item.label}</span>
          {item.hint !== undefined && <span className="hint">{item.hint}</span>}
          {item.shortcut !== undefined && <span className="hint">{item.shortcut}</span>}
        </Base.Item>
      );
  }
}
