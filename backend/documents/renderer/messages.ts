import type { RefusalCode } from './refused-content.ts';
import type { RenderRequest } from './render-document.ts';
import type { TemplateFiles } from './template-engine.ts';
import type { TemplateMistake } from './template-error.ts';

/** What the server and its rendering children say to each other. */

/** Reads one file of a template and makes nothing of it. */
export interface CheckRequest {
	files: TemplateFiles;
	check: string;
}

export interface RenderOrder {
	id: number;
	request: RenderRequest | CheckRequest;
}

/** How far a child is: Liquid runs, or the format is written. */
export type RenderStep = 'markdown' | 'layout';

export type RenderAnswer =
	| { id: number; kind: 'step'; step: RenderStep }
	/** `memory`: bytes that the child holds afterwards, machine code's included. */
	| { id: number; kind: 'done'; bytes: Uint8Array; memory: number }
	| { id: number; kind: 'mistake'; mistake: TemplateMistake }
	| { id: number; kind: 'refused'; code: RefusalCode; values: { word: string } }
	| { id: number; kind: 'limit'; message: string }
	| { id: number; kind: 'fault'; message: string };
