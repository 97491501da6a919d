/** The address of a page's named action that keeps what the page's own address asks about: `?/link&before=…`. */
export function actionHere(url: Pick<URL, 'search'>, name: string): string {
	const query = queryOf(url);
	return query === '' ? `?/${name}` : `?/${name}&${query}`;
}

/** The page itself, after its named action: without the action's name. */
export function withoutAction(url: Pick<URL, 'search' | 'pathname'>): string {
	const query = queryOf(url);
	return query === '' ? url.pathname : `${url.pathname}?${query}`;
}

function queryOf(url: Pick<URL, 'search'>): string {
	const query = new URLSearchParams(url.search);
	for (const name of [...query.keys()]) if (name.startsWith('/')) query.delete(name);
	return query.toString();
}
