import type { ImportLevel } from '@konzeptstand/contract/import.ts';
import type { Status } from '@konzeptstand/contract/status.ts';

/** What the words of German lists mean; what stands in no list here is doubted, never guessed. */

/** For comparing: no case, no accents of writing, no punctuation. */
export function normalised(text: string): string {
	return text
		.normalize('NFKC')
		.toLowerCase()
		.replace(/ß/g, 'ss')
		.replace(/ä/g, 'ae')
		.replace(/ö/g, 'oe')
		.replace(/ü/g, 'ue')
		.normalize('NFD')
		.replace(/[\u0300-\u036f\u00ad]/g, '')
		.replace(/[^a-z0-9]+/g, ' ')
		.trim();
}

const lookup = <T>(entries: readonly (readonly [T, string])[]): ReadonlyMap<string, T> =>
	new Map(entries.flatMap(([value, words]) => words.split('|').map((word) => [normalised(word), value] as const)));

const UNKNOWN = new Set(
	'k A|kA|keine Angabe|keine Angaben|n b|nb|nicht bekannt|unbekannt|offen|noch offen|tbd|n n|nn|n a|na|ohne Angabe|o A|steht noch nicht fest|noch unklar|unklar|entfällt|not known|unknown|none|folgt|wird ergänzt|xxx|noch zu klären|zu klären'
		.split('|')
		.map(normalised)
);

/** Whether a cell says that it is not known: `k. A.`, `–`, `?`. */
export function saysUnknown(text: string): boolean {
	const plain = normalised(text);
	// A dash says so; `!`, `+++` and a tick say something.
	return plain === '' ? /^[-–—_.…?/*\s]+$/.test(text) && text.trim() !== '' : UNKNOWN.has(plain);
}

const STATUSES = lookup<Status>([
	['idea', 'Idee|Projektidee|Vorschlag|Ideenphase|Ideenspeicher|Wunsch|Vision|angedacht|idea'],
	[
		'planned',
		'geplant|in Planung|Planung|Planungsphase|in Vorbereitung|Vorbereitung|vorgesehen|in Prüfung|beantragt|Antrag gestellt|Antragstellung|Konzeptphase|Vorplanung|Entwurfsplanung|noch nicht begonnen|nicht begonnen|planned|planning'
	],
	[
		'decided',
		'beschlossen|bewilligt|genehmigt|Förderung bewilligt|Zuwendungsbescheid liegt vor|Beschluss gefasst|decided|approved'
	],
	[
		'running',
		'in Umsetzung|Umsetzung|laufend in Umsetzung|in Arbeit|in Bearbeitung|begonnen|gestartet|im Bau|Bauphase|in Bau|in Durchführung|Durchführung|läuft|wird umgesetzt|teilweise umgesetzt|aktiv|angelaufen|in Realisierung|running|in progress|ongoing work'
	],
	['ongoing', 'Daueraufgabe|laufend|fortlaufend|dauerhaft|kontinuierlich|ständig|permanent|ongoing'],
	[
		'paused',
		'ruht|ruhend|pausiert|zurückgestellt|unterbrochen|verschoben|ausgesetzt|vorerst zurückgestellt|paused|on hold'
	],
	[
		'completed',
		'abgeschlossen|fertig|fertiggestellt|umgesetzt|erledigt|beendet|realisiert|vollendet|abgerechnet|erl|vollständig umgesetzt|completed|done|finished'
	],
	[
		'stopped',
		'gestoppt|abgebrochen|eingestellt|nicht weiterverfolgt|wird nicht weiterverfolgt|nicht weiter verfolgt|aufgegeben|stopped|cancelled'
	],
	['rejected', 'abgelehnt|verworfen|rejected'],
	['unknown', 'kein Stand|Stand unbekannt']
]);
/** By what a word of the planner's is found again; signs stand for themselves. */
export const wordKey = (word: string): string => normalised(word) || word.trim();

/** They are taken as `planned`, which is a guess: whether anybody has planned something they do not say. */
const GUESSED = new Set(['noch nicht begonnen', 'nicht begonnen'].map(normalised));
export const isGuessedStatus = (word: string): boolean => GUESSED.has(normalised(word));

/** What these most likely mean; somebody has to say so. */
const PROBABLE = lookup<Status>([
	['paused', 'zurückgest|zurückgestellt bis auf weiteres|vorerst nicht'],
	['stopped', 'gestrichen|entfallen'],
	['ongoing', 'lfd|ldf']
]);
/** Colours of a traffic light: they say how something stands, and not which status it has. */
const COLOURS = new Set(
	'grün|gelb|rot|orange|blau|grau|weiß|schwarz|green|yellow|amber|red'.split('|').map(normalised)
);
export const isSignal = (word: string): boolean => COLOURS.has(normalised(word)) || /^[🟢🟡🔴🟠]$/u.test(word.trim());

/** Null: nobody knows this word. */
export const statusOf = (word: string): Status | null => STATUSES.get(normalised(word)) ?? null;

const PRIORITIES = lookup<'high' | 'medium' | 'low'>([
	['high', 'hoch|sehr hoch|1|I|A|Prio 1|Priorität 1|high|vordringlich|dringend'],
	['medium', 'mittel|2|II|B|Prio 2|Priorität 2|medium|normal'],
	['low', 'niedrig|gering|3|III|C|Prio 3|Priorität 3|low|nachrangig']
]);
export function priorityOf(word: string): 'high' | 'medium' | 'low' | null {
	if (/^\++$/.test(word.trim())) return (['low', 'medium', 'high'] as const)[word.trim().length - 1] ?? null;
	return PRIORITIES.get(normalised(word)) ?? null;
}

const YES = new Set(['x', 'ja', 'j', 'yes', 'y', 'wahr', 'true', '1', 'ok']);
const NO = new Set(['nein', 'n', 'no', 'falsch', 'false', '0']);
/** Null: neither. A tick counts as yes, a dash as no. */
export function yesOrNo(text: string): boolean | null {
	if (/^[✓✔☑●■★*]$/u.test(text.trim())) return true;
	if (/^[-–—☐○]$/u.test(text.trim())) return false;
	const word = normalised(text);
	return YES.has(word) ? true : NO.has(word) ? false : null;
}

const LEVELS = lookup<ImportLevel>([
	[
		'field',
		'Handlungsfeld|HF|Themenfeld|Themenbereich|Handlungsschwerpunkt|Schwerpunkt|Querschnittsthema|Fachbereich|Bereich|Thema|field|Handlungsbereich|Leitthema'
	],
	['goal', 'Ziel|Leitziel|Oberziel|Hauptziel|Entwicklungsziel|Z|OZ|LZ|Zielbereich|goal|strategisches Ziel'],
	['sub-goal', 'Teilziel|Unterziel|Einzelziel|TZ|operatives Ziel|Handlungsziel'],
	[
		'measure',
		'Maßnahme|Massnahme|M|Leitprojekt|Maßnahmenbündel|Maßnahmepaket|Maßnahmenpaket|Schlüsselmaßnahme|measure|Handlungsansatz|Maßn'
	],
	['project', 'Projekt|Vorhaben|Einzelprojekt|Teilprojekt|P|Einzelmaßnahme|Einzelvorhaben|project|TP|Aktivität']
]);
/** What a word says that something is: `HF`, `Leitziel`. */
export const levelOf = (word: string): ImportLevel | null => LEVELS.get(normalised(word)) ?? null;

/** Two dots over an A that were read in the wrong encoding, twice over: `MaÃŸnahme`. */
const MOJIBAKE = /[ÃÂ][\u0080-\u00bf„–œŸ€‚ƒ…†‡ˆ‰Š‹ŒŽ''""•—˜™š›žœ¼½¾¤¶§©®¨]|â€[œž“”™˜]?/u;
const CP1252 = new Map(
	Array.from({ length: 256 }, (_none, byte) => [new TextDecoder('windows-1252').decode(Uint8Array.of(byte)), byte])
);

/** The text as it was meant, where it was read in the wrong encoding before it came here; null where it was not. */
export function unscrambled(text: string): string | null {
	if (!MOJIBAKE.test(text)) return null;
	const bytes: number[] = [];
	for (const letter of text) {
		const byte = CP1252.get(letter);
		if (byte === undefined) return null;
		bytes.push(byte);
	}
	try {
		const meant = new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes));
		return meant === text ? null : meant;
	} catch {
		return null;
	}
}

/** The status of which a longer text speaks, where it is only one: `in Umsetzung (Bauphase)`. */
export function statusWithin(text: string): Status | null {
	const probable = PROBABLE.get(normalised(text));
	if (probable) return probable;
	const plain = ` ${normalised(text)} `;
	if (/ (?:nicht|kein|keine|noch|fast) /.test(plain)) return null;
	const found = [...STATUSES].filter(([word]) => word.length >= 5 && plain.includes(` ${word} `));
	// The longest word decides where one stands within another.
	const longest = found.filter(([word]) => !found.some(([other]) => other !== word && other.includes(word)));
	const statuses = new Set(longest.map(([, status]) => status));
	return statuses.size === 1 ? ([...statuses][0] ?? null) : null;
}
