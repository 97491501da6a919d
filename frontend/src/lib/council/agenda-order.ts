/**
 * The order of a whole agenda after one of its points has moved. Points that were taken off keep their places.
 * @param to place among the points that still stand on it, from 0; beyond the ends means the end
 */
export function reordered(
	agenda: readonly { readonly id: string; readonly outcome: string }[],
	item: string,
	to: number
): string[] {
	const isStanding = ({ outcome }: { readonly outcome: string }) => outcome !== 'removed';
	const standing = agenda.filter(isStanding).map(({ id }) => id);
	const rest = standing.filter((id) => id !== item);
	if (rest.length === standing.length) return agenda.map(({ id }) => id);
	const place = Math.min(Math.max(to, 0), rest.length);
	const moved = [...rest.slice(0, place), item, ...rest.slice(place)];
	return agenda.map((each) => (isStanding(each) ? (moved.shift() ?? each.id) : each.id));
}
