import type { Edition } from '@konzeptstand/contract/concept.ts';
import type { Reference } from '@konzeptstand/contract/values.ts';
import { editionStateLabel } from '#lib/edition.ts';
import type { TemplateManifest } from '@konzeptstand/contract/document.ts';
import type { Body } from '@konzeptstand/contract/region.ts';
import { dateText } from '#lib/format.ts';
import { inLanguage, nameOf } from '#lib/language.ts';
import { m } from '#lib/paraglide/messages.js';

/** What a document can be about, as choices of a form. */

interface Named {
	readonly id: string;
	readonly code: string | null;
	readonly title: string;
	readonly titleEn: string | null;
}

/** The newest first. */
const editionChoices = (editions: readonly Pick<Edition, 'key' | 'year' | 'state'>[]) =>
	[...editions]
		.sort((a, b) => b.year - a.year)
		.map(({ key, year, state }) => ({ value: key, label: `${year}, ${editionStateLabel(state)}` }));

const projectChoices = (projects: readonly Named[]) =>
	projects.map((project) => ({ value: project.id, label: nameOf(project) }));

const measureChoices = (measures: readonly (Named & { edition: Reference })[]) =>
	measures.map((measure) => ({ value: measure.id, label: `${nameOf(measure)} (${measure.edition.code ?? ''})` }));

/** The latest first, as the API gives them. */
const meetingChoices = (
	meetings: readonly { readonly id: string; readonly number: string; readonly day: string; bodyReference: Reference }[]
) =>
	meetings.map(({ id, number, day, bodyReference }) => ({
		value: id,
		label: `${bodyReference.title} ${number}, ${dateText(day)}`
	}));

const paperChoices = (
	papers: readonly {
		readonly id: string;
		readonly number: string;
		readonly title: string;
		readonly isPublic: boolean;
	}[]
) =>
	papers.map(({ id, number, title, isPublic }) => ({
		value: id,
		label: `${number} ${title}${isPublic ? '' : ` (${m.document_closed()})`}`
	}));

const bodyChoices = (bodies: readonly Pick<Body, 'id' | 'name' | 'nameEn'>[]) =>
	bodies.map(({ id, name, nameEn }) => ({ value: id, label: inLanguage(name, nameEn) }));

/** For whom a document of the council is made; the public comes first, so that it is what happens of itself. */
export const audienceChoices = () => [
	{ value: 'public', label: m.document_audience_public() },
	{ value: 'council', label: m.document_audience_council() }
];

type Subject = TemplateManifest['subject'];
/** Subjects of which one has to be named; every other template is about an edition. */
type NamedSubject = Exclude<Subject, 'edition' | 'region'>;

/** Under which name a template is told what it is about. */
export const parameterOf = (subject: Subject): NamedSubject | 'edition' => (subject === 'region' ? 'edition' : subject);

export const isOfCouncil = (subject: Subject): boolean =>
	subject === 'meeting' || subject === 'paper' || subject === 'body';

/** What there is to choose from, for every subject. */
export interface SubjectLists {
	editions: Parameters<typeof editionChoices>[0];
	projects: Parameters<typeof projectChoices>[0];
	measures: Parameters<typeof measureChoices>[0];
	meetings: Parameters<typeof meetingChoices>[0];
	papers: Parameters<typeof paperChoices>[0];
	region: { bodies: Parameters<typeof bodyChoices>[0] };
}

/** Label and choices of the field that says what a template is about. */
export function subjectField(subject: NamedSubject | 'edition', lists: SubjectLists) {
	const fields = {
		edition: () => ({ label: m.edition(), options: editionChoices(lists.editions) }),
		project: () => ({ label: m.concept_kind_project(), options: projectChoices(lists.projects) }),
		measure: () => ({ label: m.concept_kind_measure(), options: measureChoices(lists.measures) }),
		meeting: () => ({ label: m.document_meeting(), options: meetingChoices(lists.meetings) }),
		paper: () => ({ label: m.document_paper(), options: paperChoices(lists.papers) }),
		body: () => ({ label: m.document_body(), options: bodyChoices(lists.region.bodies) })
	};
	return fields[subject]();
}
