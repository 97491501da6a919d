import { readDocumentTree } from '../../backend/documents/renderer/document-tree.ts';
import type { DocumentTree } from '../../backend/documents/renderer/document-tree.ts';
import type { DocumentSource } from '../../backend/documents/renderer/finish-markdown.ts';

const DRAWING = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="120" viewBox="0 0 400 120">
<rect x="0" y="10" width="300" height="40" fill="#0b4a6f"/><text x="10" y="90" font-size="24">Säulen 42 %</text></svg>`;

const STATE = { day: '2026-11-24', sequence: '42', template: 'probe 1.0.0' };

/** A tree of finished Markdown, with one drawing named `chart-1`. */
export function buildTree(body: string, fields: Partial<DocumentTree> = {}): DocumentTree {
	const count = Math.max(0, ...[...body.matchAll(/\[\^(\d+)\]/g)].map(([, number]) => Number(number)));
	const footnotes: DocumentSource[] = Array.from({ length: count }, (_, index) => ({
		title: `Quelle ${String(index + 1)}`,
		address: null
	}));
	const images = new Map([
		['chart-1', { type: 'image/svg+xml' as const, bytes: Buffer.from(DRAWING), width: 400, height: 120 }]
	]);
	return { ...readDocumentTree({ body, footnotes, text: body }, 'de', images, STATE), ...fields };
}

/** Every kind of token once, and what is hard about it. */
export const EVERYTHING = `# Titel mit **fett** und „Zitat“

Einleitung[^1] und nochmal[^1][^2].

## 1 Erstes ~~weg~~ und \`code\`

Text mit **fett *beides* fett**, [Link](https://example.org/a?x=1&y=2), [intern](#abschnitt-2)\\
nach dem Umbruch

- eins
  - zwei

    zweiter Absatz
    1. drei
       - vier
         - fünf
           1. sechs
- [ ] offen
- [x] fertig
- vor der Tabelle

  | A | B |
  |---|--:|
  | in | Liste |

  nach der Tabelle
- letzter

7. sieben
8. acht

> Zitat
>
> - Liste im Zitat

\`\`\`
  zwei   Leerzeichen & <b>

	Tab
\`\`\`

---

**Tabelle 1:** Beschriftung[^3]

| Kopf | Zahl | Mitte |
|---|--:|:-:|
| Zelle | 1.234,50 € | x |

## 2 Zweites

**Abbildung 1:** Ein Bild

![Säulen: 42 \\% „fertig“ & mehr](<chart-1>)

### 2.1 Darunter

Ende
`;
