import type { z } from 'zod';
import type { Decision } from '@konzeptstand/contract/decision.ts';
import type { documentCheckResult } from '@konzeptstand/contract/document.ts';
import type { amendmentList, chapterList } from '@konzeptstand/contract/edition.ts';
import { apiFind, apiGet, apiSend } from '#lib/server/api.ts';
import { checklistOf, comparedWithFormer } from '#lib/writing/server/edition.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const { region, edition } = await event.parent();
	const path = `/regions/${region.key}`;
	const ofEdition = { edition: edition.key, limit: 500 };
	const isFrozen = edition.state === 'adopted' || edition.state === 'superseded';
	const decision = edition.adoption?.decision ?? null;
	const adopted = edition.adoption?.documents ?? [];
	const [checklist, comparison, chapters, amendments, decided, ...kept] = await Promise.all([
		isFrozen ? null : checklistOf(event, region.key, edition.id),
		comparedWithFormer(event, region, edition),
		apiGet<z.output<typeof chapterList>>(event, `${path}/chapters`, ofEdition),
		isFrozen ? apiGet<z.output<typeof amendmentList>>(event, `${path}/amendments`, ofEdition) : null,
		decision === null ? null : apiFind<Decision>(event, `${path}/decisions/${decision}`),
		...adopted.map(async ({ sha256 }) => {
			const known = await apiSend<z.output<typeof documentCheckResult>>(event, 'POST', `${path}/documents/check`, {
				sha256
			});
			return known.ok ? known.data.rows[0] : undefined;
		})
	]);
	return {
		checklist,
		counts: comparison && { ...comparison.counts },
		isLineageKnown: comparison?.isLineageKnown ?? false,
		chapters: chapters.rows,
		amendments: amendments?.rows ?? [],
		decision: decided,
		documents: adopted.map(({ format, sha256 }, index) => ({ format, sha256, kept: kept[index]?.id ?? null }))
	};
};
