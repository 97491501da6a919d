import type { z } from 'zod';
import type { amendmentList, Chapter } from '@konzeptstand/contract/edition.ts';
import { entriesOf } from '#lib/item/server/entries.ts';
import { conceptTrail } from '#lib/item/trail.ts';
import { links } from '#lib/links.ts';
import { m } from '#lib/paraglide/messages.js';
import { apiFind, apiGet } from '#lib/server/api.ts';
import { actUpload, filesOf } from '#lib/writing/server/files.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const { region, may } = await event.parent();
	const path = `/regions/${region.key}`;
	const chapter = await apiGet<Chapter>(event, `${path}/chapters/${event.params.id}`);
	const [files, entries, amendments] = await Promise.all([
		filesOf(event, chapter.id),
		entriesOf(event, region, may, chapter.id),
		apiFind<z.output<typeof amendmentList>>(event, `${path}/amendments`, { of: chapter.id })
	]);
	const list = { label: m.writing_nav_chapters(), href: links.edition(region.key, chapter.edition, 'chapters') };
	return {
		chapter,
		files,
		entries,
		amendments: amendments?.rows ?? [],
		trail: [...conceptTrail(region, chapter.edition), list]
	};
};

export const actions: Actions = { upload: (event) => actUpload(event, 'chapter') };
