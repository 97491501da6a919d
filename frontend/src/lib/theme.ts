/** `auto` follows the operating system. */
export type Theme = 'auto' | 'light' | 'dark';

export const THEMES: readonly Theme[] = ['auto', 'light', 'dark'];
export const THEME_COOKIE = 'konzeptstand_theme';

/** The theme a cookie names; `auto` for anything else. */
export function themeFrom(value: string | undefined): Theme {
	return THEMES.find((theme) => theme === value) ?? 'auto';
}
