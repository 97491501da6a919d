/** What stays of Liquid's own filters and tags, in words for those who write templates. */

interface Word {
	readonly does: string;
	readonly example: string;
}

/** None of them writes anything unescaped. */
export const KEPT_FILTERS: Readonly<Record<string, Word>> = {
	abs: { does: 'Zahl ohne Vorzeichen', example: '{{ change | abs }}' },
	append: { does: 'Hängt Text an', example: "{{ edition.title | append: ' (Entwurf)' }}" },
	at_least: { does: 'Mindestens diese Zahl', example: '{{ project.progress | at_least: 5 }}' },
	at_most: { does: 'Höchstens diese Zahl', example: '{{ project.progress | at_most: 100 }}' },
	capitalize: { does: 'Erster Buchstabe groß, alle anderen klein', example: '{{ project.status | capitalize }}' },
	ceil: { does: 'Aufgerundet auf eine ganze Zahl', example: '{{ 2.1 | ceil }} → 3' },
	compact: {
		does: 'Liste ohne das, was nicht bekannt ist',
		example: "{% assign codes = projects | map: 'code' | compact %}"
	},
	concat: { does: 'Zwei Listen hintereinander', example: '{% assign all = fields | concat: goals %}' },
	default: { does: 'Dieser Wert, wenn der eigene leer ist', example: '{{ region.brand | default: region.name }}' },
	divided_by: {
		does: 'Geteilt durch; durch eine ganze Zahl mit zweitem Wert `true` ganzzahlig',
		example: '{{ 10 | divided_by: 4 }} → 2.5'
	},
	downcase: { does: 'In kleinen Buchstaben', example: '{{ region.name | downcase }}' },
	floor: { does: 'Abgerundet auf eine ganze Zahl', example: '{{ 2.9 | floor }} → 2' },
	group_by: {
		does: 'Liste in Gruppen mit `name` und `items`, nach dem genannten Feld',
		example: "{% assign groups = projects | group_by: 'status' %}"
	},
	has: {
		does: 'Ob ein Eintrag der Liste dieses Feld mit diesem Wert hat',
		example: "{% assign runs = projects | has: 'status', 'running' %}"
	},
	join: { does: 'Liste als Text mit diesem Trenner', example: "{{ project.municipalities | join: ', ' }}" },
	map: {
		does: 'Von jedem Eintrag der Liste das genannte Feld',
		example: "{% assign titles = projects | map: 'title' %}"
	},
	minus: { does: 'Minus', example: '{{ edition.year | minus: 1 }}' },
	modulo: { does: 'Rest einer Teilung', example: '{{ 7 | modulo: 2 }} → 1' },
	plus: { does: 'Plus', example: '{{ edition.year | plus: 1 }}' },
	prepend: { does: 'Setzt Text davor', example: "{{ edition.year | prepend: 'Stand ' }}" },
	reject: {
		does: 'Liste ohne Einträge, deren Feld diesen Wert hat',
		example: "{% assign rows = projects | reject: 'status', 'completed' %}"
	},
	remove: { does: 'Text ohne dieses Stück', example: "{{ edition.title | remove: 'Regionales ' }}" },
	replace: {
		does: 'Text mit einem anderen Stück an dieser Stelle',
		example: "{{ edition.title | replace: 'REK', 'Konzept' }}"
	},
	reverse: { does: 'Liste von hinten nach vorn', example: '{% assign rows = editions | reverse %}' },
	round: { does: 'Gerundet, auf so viele Stellen', example: '{{ 2.345 | round: 1 }} → 2.3' },
	size: { does: 'Zahl der Einträge oder Zeichen', example: '{{ projects | size }}' },
	slice: { does: 'Ausschnitt ab dieser Stelle (ab 0), so lang', example: '{% assign rows = projects | slice: 0, 5 %}' },
	split: { does: 'Text an diesem Trenner zu einer Liste', example: "{% assign parts = edition.title | split: ' ' %}" },
	strip: { does: 'Text ohne Leerzeichen am Rand', example: '{{ region.name | strip }}' },
	sum: {
		does: 'Summe einer Liste, auch des genannten Feldes',
		example: "{{ fields | map: 'rollUp' | sum: 'projects' }}"
	},
	times: { does: 'Mal', example: '{{ 3 | times: 2 }} → 6' },
	truncate: { does: 'Gekürzt auf so viele Zeichen', example: '{{ project.title | truncate: 40 }}' },
	uniq: { does: 'Jeder Wert der Liste einmal', example: "{% assign states = projects | map: 'status' | uniq %}" },
	upcase: { does: 'In großen Buchstaben', example: '{{ measure.code | upcase }}' },
	where: {
		does: 'Einträge der Liste, deren Feld diesen Wert hat',
		example: "{% assign rows = projects | where: 'status', 'running' %}"
	}
};

/** The others would write unescaped, keep state between documents, or hide what a template does. */
export const KEPT_TAGS: Readonly<Record<string, Word>> = {
	'#': { does: 'Bemerkung in einer Zeile', example: '{% # nur für Autoren %}' },
	assign: {
		does: 'Gibt einem Wert einen Namen',
		example: "{% assign running = projects | where: 'status', 'running' %}"
	},
	break: { does: 'Beendet die Schleife', example: '{% if forloop.index > 10 %}{% break %}{% endif %}' },
	case: {
		does: 'Wählt nach einem Wert',
		example: "{% case edition.state %}{% when 'adopted' %}beschlossen{% else %}offen{% endcase %}"
	},
	comment: { does: 'Bemerkung, die nicht erscheint', example: '{% comment %}…{% endcomment %}' },
	continue: {
		does: 'Nimmt den nächsten Eintrag der Schleife',
		example: '{% unless project.code %}{% continue %}{% endunless %}'
	},
	for: {
		does: 'Für jeden Eintrag einer Liste; `else` für die leere',
		example: '{% for project in projects %}…{% else %}…{% endfor %}'
	},
	if: {
		does: 'Nur wenn; `elsif` und `else` dazu',
		example: '{% if edition %}…{% elsif region.brand %}…{% else %}…{% endif %}'
	},
	render: {
		does: 'Setzt einen Baustein ein; er sieht nur, was genannt ist',
		example: "{% render 'partials/ort', project: project %}"
	},
	unless: { does: 'Nur wenn nicht', example: '{% unless project.asOf %}…{% endunless %}' }
};
