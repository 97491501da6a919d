/** How a document looks, on screen and on paper. Constant, so that the page can name it by its hash. */
export const PAGE_STYLE = `
:root { color-scheme: light; --ink: #1b1b1f; --soft: #4c4f56; --line: #c4c7ce; --tint: #f3f4f6; --accent: #0b4a6f; }
* { box-sizing: border-box; }
html { font: 100%/1.55 "Source Sans 3", "Fira Sans", "Segoe UI", system-ui, sans-serif; color: var(--ink); background: #fff; }
body { margin: 0 auto; padding: 1.5rem 1rem 4rem; max-width: 52rem; overflow-wrap: break-word; hyphens: auto; }
header { border-bottom: 3px solid var(--accent); padding: 1.5rem 0 1rem; margin-bottom: 2rem; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; color: var(--accent); hyphens: manual; break-after: avoid; }
h1 { font-size: 2rem; margin: 0 0 0.75rem; }
h2 { font-size: 1.5rem; margin: 3rem 0 0.75rem; padding-top: 0.5rem; border-top: 1px solid var(--line); }
h3 { font-size: 1.2rem; margin: 2rem 0 0.5rem; }
h4, h5, h6 { font-size: 1.05rem; margin: 1.5rem 0 0.5rem; }
p, ul, ol { margin: 0.5rem 0 0.9rem; }
li > p { margin: 0.25rem 0; }
a { color: var(--accent); text-underline-offset: 0.15em; }
a:focus-visible { outline: 3px solid #b35c00; outline-offset: 2px; }
sup { line-height: 1; font-size: 0.75em; }
blockquote { margin: 1rem 0; padding: 0.25rem 1rem; border-left: 4px solid var(--accent); background: var(--tint); }
hr { border: 0; border-top: 1px solid var(--line); margin: 3rem 0 1rem; }
.table { margin: 1rem 0 1.5rem; }
table { width: 100%; border-collapse: collapse; font-size: 0.95rem; }
caption { text-align: left; padding: 0 0 0.4rem; color: var(--soft); }
figure { margin: 1rem 0 1.5rem; }
figcaption { padding: 0 0 0.4rem; color: var(--soft); font-size: 0.95rem; }
img { max-width: 100%; height: auto; vertical-align: bottom; }
th, td { text-align: left; vertical-align: top; padding: 0.4rem 0.5rem; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
th { background: var(--tint); border-bottom: 2px solid var(--soft); overflow-wrap: break-word; }
.right { text-align: right; }
.center { text-align: center; }
nav { margin: 0 0 2rem; padding: 1rem 1.25rem; background: var(--tint); }
.nav-title { font-weight: 700; margin: 0 0 0.5rem; }
nav ol { list-style: none; padding-left: 0; margin: 0; }
nav ol ol { padding-left: 1.25rem; }
nav li { margin: 0.15rem 0; }
.sources { font-size: 0.9rem; color: var(--soft); padding-left: 2.5rem; }
.sources :target, .sources li:target { background: #fff3c4; }
.skip { position: absolute; left: -100vw; }
.skip:focus { position: static; }
@media (max-width: 40rem) { th, td { padding: 0.3rem; overflow-wrap: anywhere; hyphens: auto; } table { font-size: 0.85rem; } h1 { font-size: 1.6rem; } }
@page { size: A4; margin: 22mm 20mm 20mm 25mm; }
@media print {
html { font-size: 10pt; }
body { max-width: none; padding: 0; }
.skip, .back { display: none; }
h2 { break-before: auto; }
.page-break { break-before: page; }
figure { break-inside: avoid; }
thead { display: table-header-group; }
tr, li { break-inside: avoid; }
nav { break-after: page; background: none; padding: 0; }
a { color: inherit; text-decoration: none; }
}
`;
