const dark = `:root { color-scheme: dark; --page: #0c0d0e; --panel: #141517; --line: #2a2d31; --text: #d9dbde; --dim: #a0a4aa; --accent: #97cbe5; --good: #86c29a; --warn: #dcae5c; --bad: #ec8577; }`;
const light = `:root { color-scheme: light; --page: #fff; --panel: #f6f7f8; --line: #d4d8dc; --text: #16181a; --dim: #565c63; --accent: #1d5f86; --good: #17693a; --warn: #8a5a00; --bad: #a8261b; }`;

/** What both looks share; on paper all is black on white. */
const rules = `* { box-sizing: border-box; }
body { margin: 0 auto; padding: 32px 24px 64px; max-width: 1080px; background: var(--page); color: var(--text); font: 15px/1.55 system-ui, 'Segoe UI', Roboto, 'Liberation Sans', 'DejaVu Sans', sans-serif; }
h1 { font-size: 26px; line-height: 1.25; margin: 0 0 8px; }
h2 { font-size: 20px; margin: 44px 0 8px; padding-top: 16px; border-top: 1px solid var(--line); }
h3 { font-size: 16px; margin: 0 0 4px; }
p { margin: 6px 0; max-width: 78ch; }
.dim { color: var(--dim); }
.notice { border-left: 3px solid var(--warn); padding: 4px 12px; margin: 16px 0; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: 12px 0; font-size: 13.5px; font-variant-numeric: tabular-nums; }
caption { text-align: left; color: var(--dim); padding-bottom: 6px; }
th, td { padding: 6px 10px; border-bottom: 1px solid var(--line); text-align: right; }
td { white-space: nowrap; }
th { color: var(--dim); font-weight: 600; vertical-align: bottom; }
th.words, td.words { text-align: left; white-space: normal; min-width: 230px; }
tr.control td { color: var(--dim); }
.case { background: var(--panel); border: 1px solid var(--line); border-radius: 8px; padding: 16px 18px; margin: 16px 0; break-inside: avoid; }
.films { display: flex; flex-wrap: wrap; margin: 10px -8px 0; }
figure { margin: 8px; flex: 1 1 392px; min-width: 0; max-width: 500px; }
figure img { width: 100%; image-rendering: pixelated; background: #000; display: block; }
figure img.still { display: none; }
figcaption { color: var(--dim); font-size: 13px; margin-top: 4px; }
.labels { display: flex; color: var(--dim); font-size: 12px; }
.labels span { flex: 1; text-align: center; }
.verdict { font-weight: 600; }
.verdict.agrees { color: var(--good); } .verdict.part { color: var(--warn); } .verdict.not { color: var(--bad); }
svg { width: 100%; max-width: 760px; display: block; margin: 12px 0; }
svg text { fill: var(--dim); font-size: 12px; font-family: inherit; } svg .grid { stroke: var(--line); }
@media print {
  :root { color-scheme: light; --page: #fff; --panel: #fff; --line: #bbb; --text: #000; --dim: #444; --accent: #024; --good: #064; --warn: #740; --bad: #810; }
  body { padding: 0; max-width: none; font-size: 11pt; } h2 { break-after: avoid; } tr, figure { break-inside: avoid; }
  figure img.moving { display: none; } figure img.still { display: block; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  th, td { padding: 3px 5px; } table { font-size: 8.5pt; } td.words, th.words { min-width: 0; }
}
`;

/** A report's look: dark on a screen. */
export const reportStyle = `
${dark}
${rules}`;
/** A report of figures and curves: dark on light. */
export const lightReportStyle = `
${light}
${rules}`;
