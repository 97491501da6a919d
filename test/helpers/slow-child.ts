import type { ChildStep } from '../../backend/foundation/children/child-pool.ts';
import type { RenderOrder } from '../../backend/documents/renderer/messages.ts';

/** A rendering child for tests that begins its document and never ends it. */
process.on('message', ({ id }: RenderOrder) => {
	process.send?.({ id, kind: 'step', step: 'markdown' } satisfies ChildStep);
});
process.on('disconnect', () => process.exit(0));
