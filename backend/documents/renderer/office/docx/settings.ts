import type { Language } from '@konzeptstand/contract/values.ts';
import { LOCALE } from '../page.ts';
import { xml, xmlPart } from '../../../../foundation/xml.ts';
import { WORD } from './namespaces.ts';
import { SEPARATORS } from './notes.ts';
import { twips } from './units.ts';

/** Word asks on opening whether to work out the fields, and fills in the pages of the table of contents. */
export function docxSettings(language: Language): string {
	return xmlPart(
		xml(
			'w:settings',
			WORD,
			xml('w:zoom', { 'w:percent': 100 }),
			xml('w:defaultTabStop', { 'w:val': twips(12.5) }),
			xml('w:autoHyphenation', { 'w:val': 1 }),
			xml('w:updateFields', { 'w:val': 1 }),
			xml(
				'w:footnotePr',
				{},
				Object.values(SEPARATORS).map((id) => xml('w:footnote', { 'w:id': id }))
			),
			xml(
				'w:compat',
				{},
				xml('w:compatSetting', {
					'w:name': 'compatibilityMode',
					'w:uri': 'http://schemas.microsoft.com/office/word',
					'w:val': 15
				})
			),
			xml('w:themeFontLang', { 'w:val': LOCALE[language].join('-') })
		)
	);
}
