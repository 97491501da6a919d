import type { RenderedData } from '../../backend/documents/renderer/render-document.ts';

/** A template with every kind of token that a document can hold, and words that were hard on writers before. */
export const EVERY_KIND = `# Konzept „Alles“ {{ t }}

Region Probe

- Erste Stadt
- Zweite Stadt

Hinweis
{% page_break %}
## Absätze{{ s | sources }}

**Fett**, *schräg*, ~~gestrichen~~, \`code\`, [Verweis](https://example.org/ein_weg), [Stelle](#abschnitt-2), Zeile\\
zwei. {{ t }}{{ s | sources }}

### Listen

- eins
  - zwei
    - drei
      - vier
        - fünf
          - sechs
- [x] getan

3. drei
4. vier

   Absatz dazu

#### Zitat und Code

> Ein Zitat
> über zwei Zeilen

\`\`\`
#let x = "y"
  eingerückt
\`\`\`

<b>HTML</b>

---

## Zahlen

: Werte

| Wort | Zahl |
|---|--:|
{%- for row in rows %}
| {{ row }} {{ t }} | 1 |
{%- endfor %}

: Stand

{{ figures | status_chart }}
{% page_break %}
### Tief

{{ t }}
`;

const NONE = { idea: 0, planned: 0, decided: 0, ongoing: 0, paused: 0, stopped: 0, rejected: 0 };

export const EVERY_KIND_DATA = {
	state: { day: '2026-11-24', sequence: 7, template: 'probe', templateVersion: '1.0.0' },
	sources: [
		{ title: 'Quelle „A“', address: 'https://example.org/a_b' },
		{ title: 'Ohne Adresse', address: null }
	],
	s: [0, 1],
	t: 'Straße 👍 ‏مرحبا‏ Grund\u00adstück',
	rows: Array.from({ length: 120 }, (_, index) => `Zeile ${String(index + 1)}`),
	figures: { projects: 3, byStatus: { ...NONE, completed: 1, running: 1, unknown: 1 } }
} satisfies RenderedData & Record<string, unknown>;
