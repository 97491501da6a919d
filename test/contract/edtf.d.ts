/** The reference library that our reader of dates is compared with; it brings no types. */
declare module 'edtf' {
	/** Reads an EDTF text; `min` and `max` are instants in milliseconds. */
	export default function edtf(text: string): { min: number; max: number };
}
