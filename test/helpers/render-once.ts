import { Renderer } from '../../backend/documents/renderer/renderer.ts';
import { LIMITS } from './documents.ts';

/** Makes one document, leaves its child warm, and has nothing more to do. */
process.channel?.unref();
await new Renderer().render({
	files: { 'template.md': '# Titel' },
	data: { state: { day: '2026-11-24', sequence: 1, template: 'x', templateVersion: '1.0.0' }, sources: [] },
	language: 'de',
	format: 'md',
	limits: LIMITS
});
