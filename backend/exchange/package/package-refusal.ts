import { registerFieldTexts } from '../../foundation/error-texts.ts';
import { ApplicationError } from '../../foundation/errors.ts';

registerFieldTexts({
	package_unreadable: {
		de: 'Die Datei ist kein lesbares Paket von Konzeptstand{part}.',
		en: 'The file is no readable package of Konzeptstand{part}.'
	},
	package_too_large: {
		de: 'Das Paket ist größer, als ein Paket sein darf.',
		en: 'The package is larger than a package may be.'
	},
	package_format: {
		de: 'Das Paket hat ein anderes Format als diese Version des Produkts; bitte beide Installationen auf denselben Stand bringen.',
		en: 'The package has another format than this version of the product; please bring both installations to the same version.'
	},
	package_part: {
		de: 'Der Teil {part} fehlt, ist doppelt oder gehört nicht in das Paket.',
		en: 'The part {part} is missing, there twice, or does not belong into the package.'
	},
	package_checksum: {
		de: 'Der Teil {part} ist nicht der, den das Paket nennt: Größe oder Prüfsumme weicht ab.',
		en: 'The part {part} is not the one that the package names: its size or checksum differs.'
	},
	package_line: {
		de: 'Zeile {line} von {part} ist nicht gültig.',
		en: 'Line {line} of {part} is not valid.'
	},
	package_record: {
		de: 'Das Protokoll im Paket ist nicht unversehrt: Eintrag {sequence}, {code}.',
		en: 'The record in the package is not intact: entry {sequence}, {code}.'
	},
	package_counts: {
		de: 'Das Paket enthält nicht so viel, wie es sagt: {part}.',
		en: 'The package does not hold as much as it says: {part}.'
	},
	package_region_there: {
		de: 'Den Kooperationsraum „{key}“ gibt es in dieser Installation schon. Ein Paket wird nie über etwas gelegt.',
		en: 'The region "{key}" is already in this installation. A package is never laid over anything.'
	}
});

type Problem =
	| 'package_unreadable'
	| 'package_too_large'
	| 'package_format'
	| 'package_part'
	| 'package_checksum'
	| 'package_line'
	| 'package_record'
	| 'package_counts'
	| 'package_region_there';

/** Why a package is not taken over; nothing has been written then. */
export function refusePackage(problem: Problem, values: Record<string, string | number> = {}, cause?: unknown): never {
	throw new ApplicationError('invalid_input', { field: 'package', problem, values, cause });
}
