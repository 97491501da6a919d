import type { ItemKind } from '@konzeptstand/contract/values.ts';
import type { Permission } from '@konzeptstand/contract/account.ts';
import type { Body } from './values.ts';

/**
 * How a form is described, once for showing, reading, comparing and sending it. Names are those of the contract;
 * inside rows and groups they are joined with dots (`costs.0.cents`), as the API names its errors.
 */

export interface Option {
	value: string;
	label: string;
	hint?: string;
	/** heading under which a long list of choices puts it */
	group?: string;
}

/** Choices that a page loads from the API. */
export type OptionSource =
	| 'parties'
	| 'people'
	| 'municipalities'
	| 'fields'
	| 'goals'
	| 'mainGoals'
	| 'projects'
	| 'decisions'
	| 'bodies'
	/** papers that are still to be decided */
	| 'papers'
	/** meetings of the same body whose minutes are still to be approved */
	| 'meetings'
	| 'subjects'
	/** what a decision can set in motion, each with the thing that it happens to */
	| 'effects'
	| 'places'
	| 'editions'
	/** everything of an edition that an amendment can be about */
	| 'editionItems'
	/** choices that the page works out by itself */
	| 'given';
export type Options = Partial<Record<OptionSource, readonly Option[]>>;
export type Choices = OptionSource | (() => readonly Option[]);

interface Described {
	readonly name: string;
	readonly label: () => string;
	readonly hint?: () => string;
	readonly isRequired?: boolean;
	/** Counts only while another field of the same row or group has one of these values; hidden otherwise. */
	readonly when?: { readonly field: string; readonly is: readonly string[] };
}

export type LeafField = Described &
	(
		| { readonly kind: 'text'; readonly maxlength: number; readonly isNarrow?: boolean }
		| { readonly kind: 'markdown'; readonly rows?: number }
		| { readonly kind: 'number'; readonly isWhole?: boolean; readonly suffix?: string }
		/** typed in euro, sent as integer cents */
		| { readonly kind: 'euro' }
		/** typed as 0–100, sent as 0–1 */
		| { readonly kind: 'rate' }
		| { readonly kind: 'date'; readonly isBrief?: boolean }
		/** exact, from the browser's own calendar and clock: `2026-03-04`, `17:30` */
		| { readonly kind: 'day' | 'time' }
		/** without `empty` there is always a choice: `initial`, or the first; an `initial` of '' leaves it open */
		| {
				readonly kind: 'select' | 'radios';
				readonly options: Choices;
				readonly empty?: () => string;
				readonly initial?: string;
		  }
		/** a choice among things of several kinds, sent as `{ kind, id }`; its values are `kind:id` */
		| { readonly kind: 'reference'; readonly options: Choices; readonly empty: () => string }
		| { readonly kind: 'checks'; readonly options: Choices }
		| { readonly kind: 'check' }
		/** carried along unseen */
		| { readonly kind: 'hidden' }
	);
/** An object of its own; `isNullable`: sent as null when nothing in it is typed. */
export type GroupField = Described & {
	readonly kind: 'group';
	readonly fields: readonly FieldDescription[];
	readonly isNullable: boolean;
	/** its fields say enough by themselves: its own label is only heard, not seen */
	readonly isUntitled?: boolean;
};
export type RowsField = Described & {
	readonly kind: 'rows';
	readonly fields: readonly FieldDescription[];
	/** what one row is called: "Quelle" */
	readonly one: () => string;
	readonly maximum: number;
	/** a row is its only field's value, without an object around it */
	readonly isBare?: boolean;
};
export type FieldDescription = LeafField | GroupField | RowsField;

export interface Section {
	readonly title: () => string;
	readonly fields: readonly FieldDescription[];
	/** folded away while nothing in it is filled in */
	readonly isFolded?: boolean;
}

export interface ThingDescription {
	readonly kind: ItemKind;
	/** its folder in the addresses of pages and API alike: `measures` */
	readonly folder: string;
	readonly permission: Permission;
	/** "Maßnahme" */
	readonly name: () => string;
	/** "Neue Maßnahme" */
	readonly newTitle: () => string;
	readonly sections: readonly Section[];
	/** what only a new one is asked for, before everything else */
	readonly onlyNew?: readonly FieldDescription[];
	/** facts are only added, never edited */
	readonly isOnlyAdded?: boolean;
	/** names of fields that a decision alone changes, of this stored thing: they are shown, and not asked for */
	readonly decided?: (item: Body) => readonly string[];
	/** where the form's fields are not those of the contract: from the stored thing to what the form shows … */
	readonly fromStored?: (item: Body) => Body;
	/** … and from what the form holds, whole or in part, to what the API takes */
	readonly toSent?: (body: Body) => Body;
	/** comes with a file, on a page of its own, never from an empty form */
	readonly isUploaded?: boolean;
}

export const fieldsOf = (thing: ThingDescription, isNew: boolean): readonly FieldDescription[] => [
	...(isNew ? (thing.onlyNew ?? []) : []),
	...thing.sections.flatMap((section) => section.fields)
];
