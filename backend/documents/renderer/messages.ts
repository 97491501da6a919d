import type { ChildOrder } from '../../foundation/children/child-pool.ts';
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

export type RenderOrder = ChildOrder<RenderRequest | CheckRequest>;

/** How far a child is: Liquid runs, or the format is written. */
export type RenderStep = 'markdown' | 'layout';

/** Where in a template a limit was reached. */
export interface LimitPlace {
	file: string;
	line: number;
}

/** `memory`: bytes that the child holds afterwards, machine code's included. */
export type RenderAnswer = { id: number; memory: number } & RenderOutcome;

export type RenderOutcome =
	| { kind: 'done'; bytes: Uint8Array }
	| { kind: 'mistakes'; mistakes: readonly TemplateMistake[] }
	| { kind: 'refused'; code: RefusalCode; values: { word: string } }
	| { kind: 'limit'; message: string; place: LimitPlace | null }
	| { kind: 'fault'; message: string };
