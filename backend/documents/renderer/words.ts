import type { PartyRole, Amount, Language } from '@konzeptstand/contract/values.ts';
import type { EditionState } from '@konzeptstand/contract/region.ts';
import type { Status } from '@konzeptstand/contract/status.ts';

/** The words that documents use for the values of the data dictionary. */

export type Words<K extends string> = Record<Language, Record<K, string>>;

export const STATUS_WORDS: Words<Status> = {
	de: {
		idea: 'Idee',
		planned: 'in Planung',
		decided: 'beschlossen',
		running: 'in Umsetzung',
		ongoing: 'Daueraufgabe',
		paused: 'ruht',
		completed: 'abgeschlossen',
		stopped: 'gestoppt',
		rejected: 'abgelehnt',
		unknown: 'nicht bekannt'
	},
	en: {
		idea: 'idea',
		planned: 'planned',
		decided: 'decided',
		running: 'running',
		ongoing: 'ongoing',
		paused: 'paused',
		completed: 'completed',
		stopped: 'stopped',
		rejected: 'rejected',
		unknown: 'not known'
	}
};

export const EDITION_WORDS: Words<EditionState> = {
	de: {
		draft: 'Entwurf',
		unconfirmed: 'in Gebrauch, Beschluss nicht belegt',
		adopted: 'beschlossen',
		superseded: 'abgelöst'
	},
	en: {
		draft: 'draft',
		unconfirmed: 'in use, adoption not documented',
		adopted: 'adopted',
		superseded: 'superseded'
	}
};

export const ROLE_WORDS: Words<PartyRole> = {
	de: {
		responsible: 'Verantwortlich',
		carrier: 'Träger',
		partner: 'Partner',
		'grant-recipient': 'Zuwendungsempfänger',
		administrator: 'Abwicklung',
		'approving-authority': 'Bewilligungsbehörde',
		funder: 'Fördergeber'
	},
	en: {
		responsible: 'Responsible',
		carrier: 'Carrier',
		partner: 'Partner',
		'grant-recipient': 'Grant recipient',
		administrator: 'Administrator',
		'approving-authority': 'Approving authority',
		funder: 'Funder'
	}
};

export const PRIORITY_WORDS: Words<'high' | 'medium' | 'low'> = {
	de: { high: 'hoch', medium: 'mittel', low: 'niedrig' },
	en: { high: 'high', medium: 'medium', low: 'low' }
};

export const RELATION_KIND_WORDS: Words<'part-of' | 'continues' | 'merged-into'> = {
	de: { 'part-of': 'Teil von', continues: 'setzt fort', 'merged-into': 'aufgegangen in' },
	en: { 'part-of': 'part of', continues: 'continues', 'merged-into': 'merged into' }
};
export const INVERSE_RELATION_WORDS: Words<'part-of' | 'continues' | 'merged-into'> = {
	de: { 'part-of': 'umfasst', continues: 'fortgesetzt durch', 'merged-into': 'hat aufgenommen' },
	en: { 'part-of': 'includes', continues: 'continued by', 'merged-into': 'has taken in' }
};

export const AMOUNT_KIND_WORDS: Words<Amount['kind']> = {
	de: { planned: 'geplant', actual: 'tatsächlich', unknown: '' },
	en: { planned: 'planned', actual: 'actual', unknown: '' }
};
export const TAX_WORDS: Words<Amount['tax']> = {
	de: { net: 'netto', gross: 'brutto', unknown: '' },
	en: { net: 'net', gross: 'gross', unknown: '' }
};

/** What stands around a document. */
export const DOCUMENT_WORDS = {
	de: {
		contents: 'Inhalt',
		table: 'Tabelle',
		figure: 'Abbildung',
		sources: 'Quellen',
		source: 'Quelle',
		back: 'Zurück zur Textstelle',
		skip: 'Zum Inhalt',
		and: 'und',
		see: 'siehe',
		section: 'Abschnitt',
		none: 'keine',
		closed: 'Nichtöffentlich, nur für den Rat. ',
		statusChart: (projects: string) => `Balkendiagramm, ${projects} Projekte nach Status`,
		costChart: 'Balkendiagramm, bekannte Kosten',
		withoutCosts: (projects: string) => `${projects} ohne Angabe`,
		state: (day: string, sequence: string) => `Stand der Daten: ${day}, Protokolleintrag ${sequence}`,
		made: (day: string, sequence: string, template: string) =>
			`Erzeugt mit Konzeptstand. Stand der Daten: ${day}, Protokolleintrag ${sequence}; Vorlage ${template}.`
	},
	en: {
		contents: 'Contents',
		table: 'Table',
		figure: 'Figure',
		sources: 'Sources',
		source: 'Source',
		back: 'Back to the text',
		skip: 'Skip to content',
		and: 'and',
		see: 'see',
		section: 'section',
		none: 'no',
		closed: 'Not public, for the council only. ',
		statusChart: (projects: string) => `Bar chart, ${projects} projects by status`,
		costChart: 'Bar chart, known costs',
		withoutCosts: (projects: string) => `${projects} not known`,
		state: (day: string, sequence: string) => `State of the data: ${day}, record entry ${sequence}`,
		made: (day: string, sequence: string, template: string) =>
			`Made with Konzeptstand. State of the data: ${day}, record entry ${sequence}; template ${template}.`
	}
} as const;
