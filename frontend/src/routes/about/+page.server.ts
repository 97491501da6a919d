import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ fetch }) => {
	const response = await fetch('/api/health').catch(() => null);
	const health = (await response?.json().catch(() => null)) as { version?: string } | null;
	return { version: health?.version ?? null };
};
