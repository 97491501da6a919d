import { balanceOf } from '#lib/writing/server/edition.ts';
import type { PageServerLoad } from './$types.js';

/** While a draft is written, the balance is that of the edition before it. */
export const load: PageServerLoad = async (event) => {
	const { region, edition, former } = await event.parent();
	const isDraft = edition.state === 'draft';
	const about = isDraft && former ? former : edition;
	return { balance: await balanceOf(event, region.key, about.id), about };
};
