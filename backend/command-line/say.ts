import type { Language } from '@konzeptstand/contract/values.ts';

/** What a command says, in the language asked for, or in both where none was. */

export interface Text {
	de: string;
	en: string;
}

export type Say = (text: Text) => string;

/** @param language null: both, as for everybody who has not said which */
export function speak(language: Language | null): Say {
	return ({ de, en }) => (language === null ? (de === en ? de : `${de} / ${en}`) : { de, en }[language]);
}

/** The language named on the command line, before anything else of it is read: the help needs it already. */
export function languageAsked(words: readonly string[]): Language | null {
	const index = words.findIndex((word) => word === '--language' || word.startsWith('--language='));
	const value = words[index]?.includes('=') ? words[index].split('=')[1] : words[index + 1];
	return index >= 0 && (value === 'de' || value === 'en') ? value : null;
}
