import { loadFile, loadVersions } from '#lib/workshop/server/files.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const { file, above, home } = await loadFile(event, (await event.parent()).may);
	const { searchParams } = event.url;
	return {
		file,
		trail: [...above, home],
		versions: await loadVersions(event),
		/** the version whose difference is shown, and from what */
		shown: searchParams.get('show'),
		isFromShipped: searchParams.get('from') === 'shipped'
	};
};
