import { redirect } from '@sveltejs/kit';
import type { z } from 'zod';
import type { Decision } from '@konzeptstand/contract/decision.ts';
import type { AdoptedDocuments } from '@konzeptstand/contract/document.ts';
import type { amendmentList, chapterList } from '@konzeptstand/contract/edition.ts';
import { leaveNotice } from '#lib/edit/server/notice.ts';
import { links } from '#lib/links.ts';
import { m } from '#lib/paraglide/messages.js';
import { apiFind, apiGet, apiSend, failed } from '#lib/server/api.ts';
import { checklistOf, comparedWithFormer } from '#lib/writing/server/edition.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const { region, edition } = await event.parent();
	const path = `/regions/${region.key}`;
	const ofEdition = { edition: edition.key, limit: 500 };
	const isFrozen = edition.state === 'adopted' || edition.state === 'superseded';
	const decision = edition.adoption?.decision ?? null;
	const isAdoptedHere = (edition.adoption?.sequence ?? null) !== null;
	const [checklist, comparison, chapters, amendments, decided, documents] = await Promise.all([
		isFrozen ? null : checklistOf(event, region.key, edition.id),
		comparedWithFormer(event, region, edition),
		apiGet<z.output<typeof chapterList>>(event, `${path}/chapters`, ofEdition),
		isFrozen ? apiGet<z.output<typeof amendmentList>>(event, `${path}/amendments`, ofEdition) : null,
		decision === null ? null : apiFind<Decision>(event, `${path}/decisions/${decision}`),
		isAdoptedHere ? apiGet<AdoptedDocuments>(event, `${path}/editions/${edition.id}/documents`) : null
	]);
	return {
		checklist,
		counts: comparison && { ...comparison.counts },
		isLineageKnown: comparison?.isLineageKnown ?? false,
		chapters: chapters.rows,
		amendments: amendments?.rows ?? [],
		decision: decided,
		documents
	};
};

export const actions: Actions = {
	documents: async (event) => {
		const { region, id } = event.params;
		const path = `/regions/${encodeURIComponent(region)}/editions/${encodeURIComponent(id)}/documents`;
		const sent = await apiSend<AdoptedDocuments>(event, 'POST', path);
		if (!sent.ok) return failed(sent.problem, {});
		leaveNotice(event.cookies, event.url, { text: m.writing_documents_asked(), details: [] });
		redirect(303, links.edition(region, id));
	}
};
