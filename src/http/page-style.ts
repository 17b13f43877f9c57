/** How the guide looks on a phone, a screen and A4. One text: the page’s Content-Security-Policy names it by its hash. */
export const pageStyle = `
:root{color-scheme:light}
*{box-sizing:border-box}
body{margin:0 auto;max-width:42rem;padding:1rem 1rem 3rem;background:#fff;color:#111;font:1.0625rem/1.5 system-ui,"Segoe UI",Roboto,Arial,sans-serif;overflow-wrap:break-word}
h1{font-size:1.75rem;line-height:1.2;margin:1rem 0 .5rem}
h2{font-size:1.375rem;line-height:1.25;margin:2.5rem 0 .5rem;padding-top:1rem;border-top:3px solid #10566b}
h3{font-size:1.125rem;line-height:1.3;margin:0 0 .25rem}
p,ol,ul{margin:.5rem 0}
ol,ul{padding-left:1.5rem}
a{color:#0b4a5e}
a:focus-visible{outline:3px solid #b3541e;outline-offset:2px}
nav ul{display:flex;flex-wrap:wrap;gap:0 1rem;list-style:none;padding:0;margin:0}
nav a{display:inline-block;padding:.6rem 0}
.whose{border-left:4px solid #10566b;padding-left:1rem}
.part{margin:1.75rem 0}
.step{margin:0;font-size:.9375rem;color:#444}
img{display:block;width:100%;height:auto;margin:.75rem 0}
.button{display:inline-block;padding:.7rem 1.1rem;border-radius:.4rem;background:#10566b;color:#fff;font-weight:600;text-decoration:none}
.address{display:block;margin-top:.35rem;font-size:.9375rem;overflow-wrap:anywhere}
.ask{font-weight:600;margin-top:1rem}
.ways{list-style:none;padding:0}
.ways li{padding:.4rem 0;border-top:1px solid #ccc}
.ways a{display:inline-block;padding:.2rem 0}
.qr{display:block;width:12rem;height:12rem;margin:.75rem 0}
@page{size:A4;margin:14mm 16mm}
@media print{
body{max-width:none;padding:0;color:#000;font-size:10pt;line-height:1.35}
h1{font-size:18pt;margin-top:0}h2{font-size:13pt;margin:6mm 0 2mm;padding-top:2mm;border-top:1.5pt solid #000}h3{font-size:11pt}
nav{display:none}
.whose{border-color:#000}
.part{margin:4mm 0}
.part,.whole,li,img,.qr{break-inside:avoid}
h2,h3,.step,.ask{break-after:avoid}
p,ol,ul{margin:1mm 0}
p{orphans:3;widows:3}
.step{color:#000;font-size:9pt}
img{margin:1mm 0}
.drawn{display:grid;grid-template-columns:1fr 58mm;column-gap:6mm;align-items:start}
a,.button{color:#000;background:none;padding:0;text-decoration:none}
.button{font-weight:700}
.address{display:inline;font-size:inherit;margin-left:.5em}
.ask{margin-top:1.5mm}
.ways li{border:0;padding:0}.ways a,nav a{padding:0}
.qr{width:38mm;height:38mm;margin:1.5mm 0}
.with-qr{display:grid;grid-template-columns:42mm 1fr;column-gap:4mm;align-items:center}
}
`;
