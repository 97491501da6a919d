import type { RenderOrder } from '../../backend/documents/renderer/messages.ts';

/** A rendering child for tests that does what its template says: answers, hangs, or dies halfway. */
process.on('message', ({ id, request }: RenderOrder) => {
	const wish = request.files['template.md'] ?? '';
	if (wish === 'die') process.kill(process.pid, 'SIGKILL');
	if (wish === 'full') fillHeap();
	if (wish === 'swell') {
		swell();
		return;
	}
	if (wish === 'hang') for (;;);
	const text = wish === 'environment' ? JSON.stringify(process.env) : wish;
	process.send?.({ id, kind: 'done', bytes: Buffer.from(text) });
});

function fillHeap(): void {
	const kept: string[][] = [];
	for (;;) kept.push(Array.from({ length: 100_000 }, (_, index) => `${String(index)} ${String(kept.length)}`));
}

/** 500 MB that no heap counts, and no answer. */
function swell(): void {
	const kept: Buffer[] = [];
	const timer = setInterval(() => {
		kept.push(Buffer.alloc(10_000_000, 1));
		if (kept.length === 50) clearInterval(timer);
	}, 5);
}
