/** Every word of the search stands somewhere in one of the texts; case, umlauts' dots and ß or ss do not matter. */
export function isFound(search: string | undefined, ...texts: (string | null | undefined)[]): boolean {
	if (search === undefined) return true;
	const own = folded(texts.filter(Boolean).join(' '));
	return folded(search)
		.split(/\s+/)
		.every((word) => own.includes(word));
}

function folded(text: string): string {
	return text
		.normalize('NFD')
		.replace(/\p{Diacritic}/gu, '')
		.replace(/ß/g, 'ss')
		.toLowerCase();
}
