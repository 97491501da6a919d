/**
 * The first page of a visit comes from the server and can be typed into before its script arrives. What stands in it
 * then, and where the caret is, must outlive the moment in which the script takes the page over.
 */
let isTakenOver = false;

/** To be called once the page's script runs everything in it. */
export function takeOver(): void {
	isTakenOver = true;
}

/** What `find` finds in the server's page; null on the server, and once the script has taken over. */
export function beforeTakeOver<T>(find: (document: Document) => T | null): T | null {
	return typeof document === 'undefined' || isTakenOver ? null : find(document);
}

/**
 * Remembers where the caret stands in a long text: taking over a `textarea` sets its value anew.
 * @returns puts the caret back, once the page has been taken over
 */
export function rememberCaret(): () => void {
	const place = beforeTakeOver(({ activeElement }) =>
		activeElement instanceof HTMLTextAreaElement
			? { area: activeElement, start: activeElement.selectionStart, end: activeElement.selectionEnd }
			: null
	);
	return () => {
		if (place?.area.isConnected) place.area.setSelectionRange(place.start, place.end);
	};
}
