/**
 * The order of an agenda after one of its points has moved.
 * @param to place among all points, from 0; beyond the ends means the end
 */
export function reordered(items: readonly string[], item: string, to: number): string[] {
	const rest = items.filter((id) => id !== item);
	if (rest.length === items.length) return [...items];
	const place = Math.min(Math.max(to, 0), rest.length);
	return [...rest.slice(0, place), item, ...rest.slice(place)];
}
