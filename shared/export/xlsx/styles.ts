/** Places of the formats below in `cellXfs`. */
export const STYLE = {
  plain: 0,
  heading: 1,
  moment: 2,
  span: 3,
  day: 4,
  share: 5,
  /** A text that begins like a formula: stays a text also when its cell is edited. */
  guarded: 6,
  title: 7,
  sentence: 8,
} as const;

const MOMENT = 164;
const SPAN = 165;
const DAY = 166;
const SHARE = 167;

const format = (font: number, fill: number, number: number, more = ""): string =>
  `<xf numFmtId="${number}" fontId="${font}" fillId="${fill}" borderId="0" xfId="0"${
    number === 0 ? "" : ' applyNumberFormat="1"'
  }${font === 0 ? "" : ' applyFont="1"'}${fill === 0 ? "" : ' applyFill="1"'}${more}`;

/** `xl/styles.xml`: the formats of all workbooks. */
export const STYLES_XML = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="4"><numFmt numFmtId="${MOMENT}" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/><numFmt numFmtId="${SPAN}" formatCode="[h]:mm:ss"/><numFmt numFmtId="${DAY}" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="${SHARE}" formatCode="0.0%"/></numFmts><fonts count="3"><font><sz val="10"/><name val="Calibri"/><family val="2"/></font><font><b/><sz val="10"/><name val="Calibri"/><family val="2"/></font><font><b/><sz val="14"/><name val="Calibri"/><family val="2"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE8ECF1"/><bgColor indexed="64"/></patternFill></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="9">${[
  `${format(0, 0, 0)}/>`,
  `${format(1, 2, 0)}/>`,
  `${format(0, 0, MOMENT)}/>`,
  `${format(0, 0, SPAN)}/>`,
  `${format(0, 0, DAY)}/>`,
  `${format(0, 0, SHARE)}/>`,
  `${format(0, 0, 49, ' quotePrefix="1"')}/>`,
  `${format(2, 0, 0)}/>`,
  `${format(0, 0, 0, ' applyAlignment="1"')}><alignment vertical="top" wrapText="1"/></xf>`,
].join(
  "",
)}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>
`;
