import type { DocumentAudience, TemplateManifest } from '@konzeptstand/contract/document.ts';
import { isOfCouncil, parameterOf } from '#lib/document/subjects.ts';

/** What the preview of a text is about. */

const SUBJECTS = ['project', 'measure', 'meeting', 'paper', 'body'] as const;
type Named = (typeof SUBJECTS)[number];

export interface About extends Readonly<Partial<Record<Named, string | undefined>>> {
	readonly template?: string | undefined;
	readonly edition?: string | undefined;
	readonly audience?: DocumentAudience | undefined;
	readonly year?: number | undefined;
}
interface Given {
	readonly through: readonly Pick<TemplateManifest, 'key' | 'subject' | 'requires'>[];
	readonly editions: readonly { readonly key: string; readonly isDefault: boolean }[];
	readonly projects: readonly { readonly id: string }[];
	readonly measures: readonly { readonly id: string }[];
	readonly meetings: readonly { readonly id: string }[];
	readonly papers: readonly { readonly id: string; readonly isPublic: boolean }[];
	readonly region: { readonly bodies: readonly { readonly id: string }[] };
	readonly chosen: { readonly [name in Named | 'edition' | 'audience' | 'year']: string | null };
}

/** The template through which a text is looked at: the chosen one, or the first. */
export const throughOf = ({ through }: Pick<Given, 'through'>, template: string | undefined) =>
	through.find(({ key }) => key === template) ?? through[0];

/** What was chosen, as far as the template is about it; where nothing was, what there is. */
export function aboutOf(given: Given, about: About = fromAddress(given)): About {
	const template = throughOf(given, about.template);
	if (!template) return {};
	const { key, subject, requires } = template;
	const name = parameterOf(subject);
	const first = {
		edition: () => given.editions.find(({ isDefault }) => isDefault)?.key,
		project: () => given.projects[0]?.id,
		measure: () => given.measures[0]?.id,
		meeting: () => given.meetings[0]?.id,
		paper: () => given.papers.find(({ isPublic }) => isPublic)?.id,
		body: () => given.region.bodies[0]?.id
	};
	return {
		template: key,
		[name]: about[name] ?? first[name](),
		...(isOfCouncil(subject) ? { audience: about.audience ?? 'public' } : {}),
		...(requires.includes('period') && about.year !== undefined ? { year: about.year } : {})
	};
}

function fromAddress({ chosen }: Given): About {
	const { edition, audience, year } = chosen;
	return {
		...Object.fromEntries(SUBJECTS.map((name) => [name, chosen[name] ?? undefined])),
		edition: edition ?? undefined,
		audience: audience === 'council' ? audience : undefined,
		year: year && /^\d{4}$/.test(year) ? Number(year) : undefined
	};
}
