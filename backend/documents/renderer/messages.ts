import type { RefusalCode } from './refused-content.ts';
import type { RenderRequest } from './render-document.ts';
import type { TemplateMistake } from './template-error.ts';

/** What the server and its rendering children say to each other. */

export interface RenderOrder {
	id: number;
	request: RenderRequest;
}

export type RenderAnswer =
	/** `memory`: bytes that the child holds afterwards, machine code's included. */
	| { id: number; kind: 'done'; bytes: Uint8Array; memory: number }
	| { id: number; kind: 'mistake'; mistake: TemplateMistake }
	| { id: number; kind: 'refused'; code: RefusalCode; values: { word: string } }
	| { id: number; kind: 'limit'; message: string }
	| { id: number; kind: 'fault'; message: string };
