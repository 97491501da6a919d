import type { RequestEvent } from '@sveltejs/kit';
import type { Subject } from '@konzeptstand/contract/decision.ts';
import type { Body as CouncilBody, Region } from '@konzeptstand/contract/region.ts';
import type { Body } from '#lib/edit/values.ts';
import { nameOf } from '#lib/language.ts';
import { apiFind } from '#lib/server/api.ts';
import { effectSentence, effectTitle, isEffectType } from '../effect-words.ts';
import type { EffectType } from '../effect-words.ts';

type Named = { id: string; code?: string | null; title: string; isCouncilStep?: boolean; project?: string };
const KIND: Record<EffectType, Subject['kind']> = {
	'edition.adopt': 'edition',
	'goal.put-in-force': 'goal',
	'measure.approve': 'measure',
	'project.approve': 'project',
	'step.fix': 'step',
	'step.move': 'step',
	'step.drop': 'step'
};

/**
 * What a new paper begins with, from the address: `?effect=edition.adopt&subject=…`, `?step=…` (fixes it, or moves one
 * that is fixed), and `rule` and `body` where they are given.
 */
export async function prefilledPaper(event: Pick<RequestEvent, 'fetch' | 'url'>, region: Region): Promise<Body> {
	const query = (name: string) => event.url.searchParams.get(name) || null;
	const step = query('step');
	const asked = query('effect');
	const id = step ?? query('subject');
	const named = asked !== null && isEffectType(asked) ? asked : null;
	const kind = step === null ? named && KIND[named] : 'step';
	const item =
		id === null || kind === null
			? null
			: await apiFind<Named>(event, `/regions/${encodeURIComponent(region.key)}/${kind}s/${encodeURIComponent(id)}`);
	const type = named ?? (item?.isCouncilStep ? 'step.move' : 'step.fix');
	// What binds the towns is theirs together; everything else is the deciding body's.
	const rule = query('rule') ?? (item && type === 'edition.adopt' ? 'joint' : 'single');
	return {
		rule,
		isPublic: true,
		body: query('body') ?? usualBody(region, rule)?.id ?? null,
		...(item && kind ? begunWith(type, kind, item) : {})
	};
}

function begunWith(type: EffectType, kind: Subject['kind'], item: Named): Body {
	const name = nameOf({ ...item, code: item.code ?? null });
	return {
		title: effectTitle(type, name).slice(0, 300),
		// A step that gets a date is worded once the date is known.
		...(type === 'step.fix' || type === 'step.move' ? {} : { proposal: effectSentence(type, name, null) }),
		effects: [{ type, subject: item.id, planned: null }],
		subjects: [kind === 'step' && item.project ? { kind: 'project', id: item.project } : { kind, id: item.id }]
	};
}

const usualBody = ({ bodies }: Region, rule: string): CouncilBody | undefined =>
	bodies.find(({ kind, withdrawn }) => withdrawn === null && kind === (rule === 'joint' ? 'advisory' : 'deciding'));
