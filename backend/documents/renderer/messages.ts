import type { ChildOrder } from '../../foundation/children/child-pool.ts';
import type { RefusalCode } from './refused-content.ts';
import type { RenderRequest } from './render-document.ts';
import type { TemplateMistake } from './template-error.ts';

/** What the server and its rendering children say to each other. */

export type RenderOrder = ChildOrder<RenderRequest>;

/** How far a child is: Liquid runs, or the format is written. */
export type RenderStep = 'markdown' | 'layout';

export type RenderAnswer =
	| { id: number; kind: 'done'; bytes: Uint8Array; memory: number }
	| { id: number; kind: 'mistake'; mistake: TemplateMistake }
	| { id: number; kind: 'refused'; code: RefusalCode; values: { word: string } }
	| { id: number; kind: 'limit'; message: string }
	| { id: number; kind: 'fault'; message: string };
