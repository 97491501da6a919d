import type { TemplateManifest } from '@konzeptstand/contract/document.ts';

/** What the preview of a text is about. */

export interface About {
	readonly template?: string | undefined;
	readonly edition?: string | undefined;
	readonly project?: string | undefined;
	readonly measure?: string | undefined;
	readonly year?: number | undefined;
}
interface Given {
	readonly through: readonly Pick<TemplateManifest, 'key' | 'subject' | 'requires'>[];
	readonly editions: readonly { readonly key: string; readonly isDefault: boolean }[];
	readonly projects: readonly { readonly id: string }[];
	readonly measures: readonly { readonly id: string }[];
	readonly chosen: { readonly [name in 'edition' | 'project' | 'measure' | 'year']: string | null };
}

/** The template through which a text is looked at: the chosen one, or the first. */
export const throughOf = ({ through }: Pick<Given, 'through'>, template: string | undefined) =>
	through.find(({ key }) => key === template) ?? through[0];

/** What was chosen, as far as the template is about it; where nothing was, what there is. */
export function aboutOf(given: Given, about: About = fromAddress(given)): About {
	const template = throughOf(given, about.template);
	if (!template) return {};
	const { subject, requires } = template;
	const year = requires.includes('period') && about.year !== undefined ? { year: about.year } : {};
	if (subject === 'project')
		return { template: template.key, project: about.project ?? given.projects[0]?.id, ...year };
	if (subject === 'measure')
		return { template: template.key, measure: about.measure ?? given.measures[0]?.id, ...year };
	const edition = about.edition ?? given.editions.find(({ isDefault }) => isDefault)?.key;
	return { template: template.key, edition, ...year };
}

function fromAddress({ chosen }: Given): About {
	const { edition, project, measure, year } = chosen;
	return {
		edition: edition ?? undefined,
		project: project ?? undefined,
		measure: measure ?? undefined,
		year: year && /^\d{4}$/.test(year) ? Number(year) : undefined
	};
}
