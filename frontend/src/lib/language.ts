import { getLocale } from '#lib/paraglide/runtime.js';

/** The English text where the reader wants it and there is one; otherwise the German one. */
export function inLanguage(german: string, english: string | null | undefined): string;
export function inLanguage(german: string | null, english: string | null | undefined): string | null;
export function inLanguage(german: string | null, english: string | null | undefined): string | null {
	return getLocale() === 'en' && english ? english : german;
}

/** The title of an item in the reader's language. */
export function titleOf(item: { title: string; titleEn?: string | null }): string {
	return inLanguage(item.title, item.titleEn);
}

/** Code and title as they are spoken of: "W 2 Gewerbeflächen". */
export function nameOf(item: { code?: string | null; title: string; titleEn?: string | null }): string {
	return item.code ? `${item.code} ${titleOf(item)}` : titleOf(item);
}
