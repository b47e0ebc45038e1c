import { PICTURE_COLORS, PICTURE_STYLE } from "./svg-picture.ts";

/** The look of reports: as on screen in light and dark, always light on paper, where tables repeat their headings. */
export const REPORT_STYLE = `
:root{color-scheme:light dark;${PICTURE_COLORS}--bg:#fff;--warnbg:#fdf6e7}
@media screen and (prefers-color-scheme:dark){:root{--bg:#16191f;--ink:#e6e9ee;--mute:#a3adbb;--line:#2d343f;--paper:#16191f;--accent:#6194f2;--remote:#e2954a;--batch:#a98be0;--service:#57ada0;--network:#8c9aae;--other:#b98cae;--ok:#5fca8f;--warn:#e0b050;--fail:#ff6b6b;--hole:#5a6472;--warnbg:#2a2415}}
*{box-sizing:border-box}
body{font:14px/1.5 system-ui,"Segoe UI","Noto Sans","Liberation Sans",sans-serif;color:var(--ink);background:var(--bg);margin:2rem auto;max-width:78rem;padding:0 1.25rem}
h1{font-size:1.5rem;line-height:1.25;margin:0 0 .25rem}
h2{font-size:1.1rem;margin:2.25rem 0 .6rem;padding-top:.9rem;border-top:1px solid var(--line)}
p{margin:.4rem 0}.mute{color:var(--mute)}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1.25rem;margin:1.1rem 0}
dt{color:var(--mute)}dd{margin:0;overflow-wrap:anywhere}
.filter{font-family:ui-monospace,Consolas,"Liberation Mono",monospace}
.left-out{border-left:3px solid var(--warn);background:var(--warnbg);padding:.5rem .8rem}
table{border-collapse:collapse;width:100%;font:inherit;font-variant-numeric:tabular-nums}
th,td{text-align:left;vertical-align:top;padding:.28rem .9rem .28rem 0;border-bottom:1px solid var(--line);overflow-wrap:anywhere}
thead th{color:var(--mute);font-weight:600;white-space:nowrap;border-bottom-color:var(--mute)}
.num{text-align:right}.one{white-space:nowrap}.long{min-width:12em}
.hash{min-width:20em;font-family:ui-monospace,Consolas,"Liberation Mono",monospace;font-size:.85em}
tbody tr.group th{background:color-mix(in srgb,var(--line) 35%,transparent);padding:.35rem .5rem;font-weight:600}
.scroll{overflow-x:auto}
figure{margin:1.4rem 0 2rem;break-inside:avoid}
figcaption{margin-bottom:.5rem}figcaption h3{font-size:1rem;margin:0}
figure svg{display:block;width:100%;height:auto}
ul{padding-left:1.2rem;margin:.4rem 0}li{margin:.15rem 0}
${PICTURE_STYLE}
@page{size:A4 landscape;margin:14mm 12mm 14mm}
@media print{table.many{font-size:7.5pt}table.many :is(th,td){padding-right:.5rem}body{font-size:9.5pt;margin:0;max-width:none;padding:0}
.scroll{overflow:visible}thead{display:table-header-group}tr,dl,li{break-inside:avoid}tr.group{break-after:avoid}h1,h2,h3{break-after:avoid}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
`;
