import type { DocumentData } from '../../backend/documents/document-data.ts';
import type { DocumentGoal, DocumentIndicator } from '../../backend/documents/document-parts.ts';
import {
	buildDocumentAmendment,
	buildDocumentChapter,
	buildDocumentField,
	buildDocumentGoal,
	buildDocumentMeasure,
	buildDocumentProject,
	buildDocumentReport,
	remarks,
	rollUpOf
} from './document-parts.ts';

/** A small made-up region as templates see it; every part of the data dictionary occurs at least once. */

const exact = (value: number) => ({ value, maximum: null, relation: 'exact' as const });

/** What the examples of the templates show, all of it made up. */
export function buildDocumentData(fields: Partial<DocumentData> = {}): DocumentData {
	const cost = {
		cents: 42_000_000,
		maximumCents: null,
		relation: 'about' as const,
		kind: 'planned' as const,
		tax: 'gross' as const,
		scope: 'mit Planung',
		sources: [1]
	};
	const indicator: DocumentIndicator = {
		title: 'Radwege',
		unit: 'km',
		subject: { kind: 'measure', code: 'V 1', title: 'Wege am Fluss' },
		baseline: { date: '2018', quantity: exact(12.5) },
		target: { date: '2030', quantity: { value: 40, maximum: null, relation: 'at-least' } },
		readings: [{ date: '2025-12', quantity: exact(21), sources: [1] }],
		latest: { date: '2025-12', quantity: exact(21), sources: [1] },
		amendments: [],
		...remarks()
	};
	const place = {
		edition: 'Entwicklungskonzept Musterland 2022',
		year: 2022,
		field: { code: 'V', title: 'Verkehr' },
		goal: { code: null, title: 'Alle Wege verbinden' },
		measure: { code: 'V 1', title: 'Wege am Fluss' },
		counts: true,
		isInferred: false,
		doubt: null
	};
	const report = buildDocumentReport({
		text: 'Der erste Abschnitt ist **fertig**.\n\n- Brücke\n- Geländer',
		isDelayed: true,
		delayReason: 'Hochwasser im Frühjahr',
		sources: [1]
	});
	const weg = buildDocumentProject({
		code: 'V 1.2',
		title: 'Uferweg am alten Hafen',
		description: 'Ein Weg für Fuß und Rad.\n\nEr schließt die Lücke zwischen *Hafen* und Mühle.',
		kind: 'Bau',
		leadMunicipality: 'Musterstadt',
		municipalities: ['Musterstadt', 'Beispielhausen'],
		status: 'running',
		progress: 40,
		asOf: '2026-06',
		hasReport: true,
		isDelayed: true,
		delayReason: 'Hochwasser im Frühjahr',
		isLate: true,
		planned: '2024/2025',
		actual: '2024-05/..',
		cost,
		costs: [cost, { ...cost, cents: 50_000_000, relation: 'more-than', scope: null, tax: 'unknown', sources: [2] }],
		fundings: [{ programme: 'Wege verbinden', code: 'WV 3', rate: 75, amount: cost, note: 'Bescheid steht aus' }],
		characteristics: [
			{ label: 'Länge', quantity: { value: 3, maximum: null, relation: 'almost' }, unit: 'km', asOf: '2024' }
		],
		roles: [
			{ role: 'carrier', party: 'Stadt Musterstadt', part: null, isInferred: false },
			{ role: 'funder', party: 'Land', part: 'drei Viertel', isInferred: true }
		],
		carriers: ['Stadt Musterstadt'],
		steps: [
			{
				title: 'Baubeschluss',
				description: null,
				isCouncilStep: true,
				planned: '2024-01',
				expected: null,
				actual: '2024-02-13',
				isLate: true,
				sources: [1]
			},
			{
				title: 'Freigabe',
				description: null,
				isCouncilStep: false,
				planned: '2025',
				expected: '2027~',
				actual: null,
				isLate: true,
				sources: []
			}
		],
		indicators: [indicator],
		relations: [{ kind: 'continues', isInverse: true, code: null, title: 'Hafensteg' }],
		place,
		places: [place],
		reports: [report, buildDocumentReport({ status: 'planned', progress: null, asOf: '2023~', at: '2023-11-02' })],
		sources: [1, 2],
		notes: [{ topic: 'Name', text: 'Hieß früher „Treidelpfad“.', sources: [2] }],
		contradictions: [{ topic: 'Länge', text: 'Die Presse nennt vier Kilometer.', sources: [2] }]
	});
	const steg = buildDocumentProject({
		title: 'Hafensteg',
		status: 'completed',
		progress: 100,
		asOf: '2019',
		hasReport: true,
		place,
		places: [place]
	});
	const markt = buildDocumentProject({
		title: 'Gemeinsamer Wochenmarkt',
		status: 'decided',
		asOf: '2021',
		hasReport: true,
		isOutdated: true
	});
	const halle = buildDocumentProject({
		title: 'Halle | *Mitte* <b>',
		municipalities: [],
		outsideRegion: 'Nachbardorf'
	});
	const projects = [weg, steg, markt, halle];
	const measure = buildDocumentMeasure({
		isKeyMeasure: true,
		description: 'Wege verbinden die Orte am Fluss.',
		priority: 'high',
		planned: '2022/2030',
		costs: [cost],
		roles: [{ role: 'responsible', party: 'Stadt Musterstadt', part: null, isInferred: false }],
		projects: [weg, steg],
		indicators: [indicator],
		assessments: [
			{ asOf: '2025', kind: 'outcome', text: 'Die Hälfte der Strecke ist befahrbar.', sources: [1] },
			{ asOf: null, kind: 'outlook', text: 'Ohne Förderung ist 2030 nicht zu halten.', sources: [] }
		],
		sources: [1]
	});
	const goal = buildDocumentGoal({
		measures: [measure],
		indicators: [],
		subGoals: [{ ...withoutSubGoals(buildDocumentGoal({ title: 'Auch bei Nacht' })) }]
	});
	const field = buildDocumentField({
		goals: [goal],
		measures: [buildDocumentMeasure({ code: 'V 2', title: 'Busse im Takt', isTitleTruncated: true })],
		sources: [1]
	});
	const crossCutting = buildDocumentField({ code: null, title: 'Klima', isCrossCutting: true, isTitleInferred: true });
	return {
		state: { day: '2026-11-24', sequence: 42, template: 'probe', templateVersion: '1.0.0' },
		region: {
			name: 'Musterland',
			brand: 'ML',
			state: 'Thüringen',
			district: 'Landkreis Muster',
			description: 'Zwei Städte am Fluss.',
			legalForm: 'Arbeitsgemeinschaft ohne eigene Rechtsfähigkeit',
			centralPlace: null,
			website: 'musterland.example',
			notice: 'Ein erfundenes Beispiel.',
			populations: [
				{ asOf: '2025-12-31', quantity: { value: 20_000, maximum: null, relation: 'about' }, sources: [1] }
			],
			characteristics: [{ label: 'Fläche', quantity: exact(120.5), unit: 'km²', asOf: null }],
			rollUp: rollUpOf(projects),
			...remarks()
		},
		municipalities: [
			{
				name: 'Musterstadt',
				ags: '16000001',
				role: null,
				populations: [{ asOf: '2025-12-31', quantity: exact(12_345), sources: [] }],
				characteristics: [],
				rollUp: rollUpOf([weg, steg, markt]),
				projects: [weg, steg, markt],
				...remarks()
			},
			{
				name: 'Beispielhausen',
				ags: '16000002',
				role: null,
				populations: [],
				characteristics: [],
				rollUp: rollUpOf([weg]),
				projects: [weg],
				...remarks()
			}
		],
		edition: {
			key: 'konzept-2022',
			year: 2022,
			title: 'Entwicklungskonzept Musterland 2022',
			state: 'adopted',
			levels: { field: 'Handlungsfeld', goal: 'Ziel', measure: 'Leitprojekt', project: 'Projekt' },
			preparedBy: 'Büro Muster',
			commissionedBy: null,
			workPeriod: '2020/2022',
			horizon: '2030',
			adoption: { date: '2022-09', text: 'von beiden Stadträten', sources: [1] },
			vision: { text: 'Zwei Städte, ein Fluss.\n\nWas verbindet, *zählt*.', sources: [1] },
			measureTotal: { quantity: { value: 20, maximum: null, relation: 'more-than' }, sources: [1] },
			rollUp: rollUpOf([weg, steg]),
			...remarks(),
			notes: [{ topic: 'Umfang', text: '80 Seiten', sources: [] }]
		},
		editions: [{ key: 'konzept-2022', year: 2022, title: 'Entwicklungskonzept Musterland 2022', state: 'adopted' }],
		chapters: [buildDocumentChapter()],
		amendments: [buildDocumentAmendment()],
		fields: [field, crossCutting],
		goals: [buildDocumentGoal({ title: 'Gemeinsam handeln', projects: [markt], description: 'Über allen Feldern.' })],
		unplaced: { measures: [], projects: [], withoutEdition: [halle] },
		projects,
		attention: { late: [weg], delayed: [weg], outdated: [markt], unknown: [halle] },
		changes: [
			{
				project: { code: weg.code, title: weg.title, municipalities: weg.municipalities },
				before: 'planned',
				...report
			}
		],
		project: weg,
		counts: {
			fields: 1,
			crossCutting: 1,
			goals: 2,
			subGoals: 1,
			measures: 2,
			measuresWithoutGoal: 1,
			keyMeasures: 1,
			projects: 2,
			projectsWithoutPlace: 0,
			projectsWithoutEdition: 1
		},
		indicators: [indicator],
		milestones: [
			{
				date: '2001~',
				title: 'Erster Vertrag',
				text: 'In der *Mühle* unterschrieben.',
				kind: 'contract',
				sources: [2]
			},
			{ date: '2022-09', title: 'Konzept beschlossen', text: null, kind: 'concept', sources: [] }
		],
		parties: [{ name: 'Stadt Musterstadt', kind: 'municipality', description: null, sources: [] }],
		bodies: [{ name: 'Rat der Bürgermeister', kind: 'deciding', role: null, since: '2001', sources: [] }],
		contradictions: [
			{
				subject: { kind: 'Projekt', code: weg.code, title: weg.title },
				topic: 'Länge',
				text: 'Die Presse nennt vier Kilometer.',
				sources: [2]
			}
		],
		sources: [
			{ title: 'Nirgends genannt', address: null },
			{ title: 'Konzept 2022, Seite 12', address: 'https://musterland.example/konzept_2022' },
			{ title: 'Musterblatt 3/2024 *Lokales*', address: 'musterblatt.example/24' }
		],
		...fields
	};
}

function withoutSubGoals({ subGoals, ...goal }: DocumentGoal): Omit<DocumentGoal, 'subGoals'> {
	void subGoals;
	return goal;
}
