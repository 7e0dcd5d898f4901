/** The page's look: hairlines and space, two text sizes and one large figure; light, dark and on paper (A3). */
export const PAGE_STYLE = `
:root { color-scheme: light dark; --paper: #fff; --ink: #1f2328; --quiet: #59636e; --line: #d7dce1; --accent: #0a5cc2; --good: #14682c; --warn: #8a5a00; --bad: #b3261e; --tint: #eef1f4; }
@media (prefers-color-scheme: dark) { :root { --paper: #17191c; --ink: #e6e8eb; --quiet: #9aa4af; --line: #363b41; --accent: #6cb2ff; --good: #5fc27e; --warn: #d9a84a; --bad: #ff8f85; --tint: #23272c; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; }
main { max-width: 1400px; margin: 0 auto; padding: 28px 32px 40px; }
h1 { margin: 0; font-size: 25px; line-height: 1.25; }
h2 { margin: 0 0 8px; font-size: 12px; letter-spacing: .07em; text-transform: uppercase; color: var(--quiet); }
p { margin: 0 0 8px; white-space: pre-line; overflow-wrap: anywhere; }
ul { margin: 0 0 8px; padding-left: 18px; }
li { margin-bottom: 6px; overflow-wrap: anywhere; white-space: pre-line; }
a { color: var(--accent); text-underline-offset: 2px; }
del { color: var(--quiet); }
.quiet, footer { color: var(--quiet); }
.lead { font-size: 17px; }
header { padding-bottom: 16px; }
header p { margin: 4px 0 0; }
.kata + .kata { margin-top: 44px; padding-top: 28px; border-top: 3px solid var(--line); }
.columns { display: grid; grid-template-columns: 3fr 4fr 3fr; border: solid var(--line); border-width: 1px 0; }
.columns > section { padding: 16px 22px; border-left: 1px solid var(--line); min-width: 0; }
.columns > section:first-child { padding-left: 0; border-left: 0; }
.columns > section:last-child { padding-right: 0; }
.rows > section { padding-top: 24px; }
.figure { margin: 6px 0; }
.figure b { font-size: 34px; line-height: 1.2; font-variant-numeric: tabular-nums; }
progress { display: block; width: 100%; height: 6px; margin: 8px 0; border: 0; border-radius: 3px; appearance: none; background: var(--line); accent-color: var(--accent); }
progress::-webkit-progress-bar { background: var(--line); border-radius: 3px; }
progress::-webkit-progress-value { background: var(--accent); border-radius: 3px; }
progress::-moz-progress-bar { background: var(--accent); border-radius: 3px; }
.apart { display: flex; justify-content: space-between; gap: 12px; flex-wrap: wrap; }
.word { padding: 1px 9px; border-radius: 10px; background: var(--tint); font-size: 12px; white-space: nowrap; }
.is-accent { color: var(--accent); }
.is-good { color: var(--good); }
.is-warn { color: var(--warn); }
.plain { list-style: none; padding: 0; }
.plain > li { padding-left: 18px; position: relative; margin-bottom: 10px; }
.plain > li::before { content: ""; position: absolute; left: 1px; top: 8px; width: 8px; height: 8px; border: 1.5px solid var(--quiet); border-radius: 50%; }
.plain > li.is-now::before { background: var(--accent); border-color: var(--accent); }
.plain > li.is-done::before { background: var(--good); border-color: var(--good); }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
th { padding: 6px 16px 6px 0; text-align: left; font-size: 12px; letter-spacing: .07em; text-transform: uppercase; color: var(--quiet); font-weight: 600; border-bottom: 1px solid var(--line); }
td { padding: 10px 16px 10px 0; vertical-align: top; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; white-space: pre-line; }
tr:last-child td { border-bottom: 0; }
footer { margin-top: 28px; padding-top: 12px; border-top: 1px solid var(--line); font-size: 12px; }
footer p { margin: 0; }
svg { display: block; width: 100%; height: auto; margin: 4px 0 12px; overflow: visible; font-variant-numeric: tabular-nums; }
svg text { fill: var(--quiet); paint-order: stroke; stroke: var(--paper); stroke-width: 4px; stroke-linejoin: round; }
.chart-line { fill: none; stroke: var(--ink); stroke-width: 1.4; stroke-linejoin: round; }
.chart-point { fill: var(--paper); stroke: var(--ink); stroke-width: 1.4; }
.chart-point.is-set-aside { stroke: var(--quiet); stroke-dasharray: 2 2; }
.chart-point.is-last { fill: var(--ink); }
.chart-target { stroke: var(--good); stroke-width: 1.2; stroke-dasharray: 5 4; }
svg text.chart-target-name { fill: var(--good); }
.chart-mark { stroke: var(--accent); stroke-width: 1; }
svg text.chart-mark-name { fill: var(--accent); }
@media screen and (max-width: 900px) { main { padding: 18px 16px 28px; } .columns { display: block; } .columns > section { padding: 16px 0; border-left: 0; } .columns > section + section { border-top: 1px solid var(--line); } }
@media screen and (max-width: 700px) { thead { position: absolute; clip-path: inset(50%); height: 1px; width: 1px; overflow: hidden; } table, tbody, tr, td { display: block; } tr { padding: 8px 0; border-bottom: 1px solid var(--line); } td { border: 0; padding: 3px 0; } td:empty { display: none; } td::before { content: attr(data-head); display: block; font-size: 12px; color: var(--quiet); } td:first-child::before { content: none; } }
@media (forced-colors: active) { :root { --paper: Canvas; --ink: CanvasText; --quiet: CanvasText; --line: CanvasText; --accent: Highlight; --good: CanvasText; --warn: CanvasText; --bad: CanvasText; --tint: Canvas; } .word { border: 1px solid; } progress { height: 10px; border: 1px solid; } progress, .plain > li::before { forced-color-adjust: none; } progress, progress::-webkit-progress-bar { background: Canvas; } svg text { stroke: none; } }
@page { size: A3 landscape; margin: 12mm; }
@media print { :root { color-scheme: light; --paper: #fff; --ink: #000; --quiet: #4a4f55; --line: #b9bfc6; --accent: #0a4ea3; --good: #14642b; --warn: #6b4700; --bad: #8f1d17; --tint: #fff; } body { font-size: 10.5pt; } main { max-width: none; padding: 0; } a { color: inherit; text-decoration: none; } tr, li, svg, .figure { break-inside: avoid; } h2 { break-after: avoid; } thead { display: table-header-group; } .kata + .kata { break-before: page; margin: 0; padding: 0; border: 0; } .word { border: 1px solid var(--line); } progress, .plain > li::before { print-color-adjust: exact; } }
`;

/** Of the style above, as its page's policy names it; a test holds the two together. */
export const PAGE_STYLE_HASH = 'sha256-6uFYMS6ZLpBhWMDK6ef6VzPzvt3FyVgifsW63ZR+uy0=';
