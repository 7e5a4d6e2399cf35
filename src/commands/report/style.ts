/**
 * The whole look of a report: it is one file, and nothing is fetched for it. No character in it needs escaping, so that
 * what stands in the page is what its policy has the hash of.
 */
export const STYLE = `
:root{color-scheme:light dark;--ink:light-dark(#12181c,#e7ecef);--ink2:light-dark(#4d5963,#a3afb8);--bg:light-dark(#f4f6f7,#0d1113);
--surface:light-dark(#fff,#14191c);--line:light-dark(#d5dbdf,#2a3238);--accent:light-dark(#0b6570,#5cc4cb);
--critical:light-dark(#b01030,#ff8b98);--high:light-dark(#a04308,#f6a566);--medium:light-dark(#755800,#e2c25e);
--low:light-dark(#335c96,#93b8ef);--bar:light-dark(#8594a0,#5d6b76)}
*{box-sizing:border-box}body{margin:0;background:var(--bg);color:var(--ink);font:14px/20px system-ui,sans-serif;font-variant-numeric:tabular-nums}
main{max-width:1040px;margin:0 auto;padding:32px 16px 64px}h1{font-size:24px;line-height:30px;margin:0 0 4px}h2{font-size:17px;line-height:23px;margin:32px 0 8px}
p{margin:0 0 8px}.dim{color:var(--ink2)}.box{background:var(--surface);border:1px solid var(--line);border-radius:8px;padding:12px 16px;overflow-x:auto}
.score{display:flex;gap:16px;align-items:baseline}.score b{font-size:34px;line-height:38px}table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:6px 12px 6px 0;border-bottom:1px solid var(--line)}tr:last-child td{border-bottom:0}
th{font-size:12px;color:var(--ink2);font-weight:600}.n{text-align:right}code,.mono{font:13px/18px ui-monospace,monospace;overflow-wrap:anywhere}
.critical{color:var(--critical)}.high{color:var(--high)}.medium{color:var(--medium)}.low{color:var(--low)}.sev{white-space:nowrap}.sev svg{fill:currentColor;margin-right:5px}
.sr{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}
.figures{display:flex;flex-wrap:wrap;gap:8px 32px}.figures b{display:block;font-size:26px;line-height:32px}.grade{font-weight:650}
svg.chart{width:100%;height:auto;display:block;margin-top:16px}td code{white-space:nowrap}.c-bar{fill:var(--bar)}.c-found{fill:var(--critical)}
.unseen{font:11px ui-monospace,monospace;border:1px solid var(--line);border-radius:3px;padding:0 2px}.wide{min-width:220px;overflow-wrap:anywhere}
@media print{body{background:#fff}.box{break-inside:avoid}}
`.replaceAll('\n', '');
