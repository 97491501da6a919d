/**
 * The beamer's window follows the minute taker's on the same machine without asking the server. Windows of other
 * machines see the first point that is still open.
 */
const nameOf = (meeting: string): string => `konzeptstand-screen:${meeting}`;

/** Tells open screens which point is being talked about. */
export function tellScreen(meeting: string, place: string): void {
	if (typeof BroadcastChannel === 'undefined') return;
	const channel = new BroadcastChannel(nameOf(meeting));
	channel.postMessage(place);
	channel.close();
}

/** Hears which point is being talked about. @returns stops listening */
export function followTaker(meeting: string, onPlace: (place: string) => void): () => void {
	if (typeof BroadcastChannel === 'undefined') return () => undefined;
	const channel = new BroadcastChannel(nameOf(meeting));
	channel.onmessage = (event: MessageEvent<unknown>) => {
		if (typeof event.data === 'string') onPlace(event.data);
	};
	return () => channel.close();
}
