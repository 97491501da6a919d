import type { ChildOrder } from '../../foundation/children/child-pool.ts';
import type { InterpretRequest, Interpretation } from './interpret.ts';
import type { ReturnedSheetRequest } from './write-returned.ts';

/** What the server and the children that read spreadsheets say to each other. */
export type SheetRequest =
	({ task: 'interpret' } & InterpretRequest) | ({ task: 'returned-sheet' } & ReturnedSheetRequest);
export type SheetOrder = ChildOrder<SheetRequest>;
export type SheetAnswer =
	| { id: number; kind: 'interpretation'; interpretation: Interpretation; memory: number }
	| { id: number; kind: 'file'; bytes: Uint8Array; memory: number }
	| { id: number; kind: 'refused'; code: string; values: Record<string, string | number> }
	| { id: number; kind: 'fault'; message: string };
