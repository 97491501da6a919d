import { ERROR_TEXTS, FIELD_TEXTS, fill } from '../foundation/error-texts.ts';
import { ApplicationError } from '../foundation/errors.ts';
import type { FieldError } from '../foundation/errors.ts';
import { StartError } from '../foundation/start-error.ts';
import type { Say, Text } from './say.ts';

/** More faults than this do not help whoever mends the file. */
const MOST_FAULTS = 20;

/** An error of a command as text: one line, and one more for each fault where there are several. */
export function describeError(error: unknown, say: Say): string {
	if (error instanceof StartError) return say({ de: error.german, en: error.english });
	if (error instanceof ApplicationError) return describeRefusal(error, say);
	const code = error instanceof Error && 'code' in error ? error.code : undefined;
	const reason = typeof code === 'string' ? FILE_PROBLEMS[code] : undefined;
	if (reason) {
		const file = error instanceof Error && 'path' in error ? String(error.path) : '';
		return `${file}: ${say(reason)}`;
	}
	const message = (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
	return say({ de: `Unerwarteter Fehler: ${message}`, en: `Unexpected error: ${message}` });
}

const FILE_PROBLEMS: Record<string, Text> = {
	ENOENT: { de: 'Datei oder Ordner gibt es nicht.', en: 'There is no such file or folder.' },
	EACCES: { de: 'Kein Zugriff darauf.', en: 'No access to it.' },
	EPERM: { de: 'Kein Zugriff darauf.', en: 'No access to it.' },
	EISDIR: { de: 'Das ist ein Ordner, keine Datei.', en: 'This is a folder, not a file.' },
	ENOTDIR: { de: 'Datei oder Ordner gibt es nicht.', en: 'There is no such file or folder.' },
	ENOSPC: { de: 'Kein Platz mehr auf dem Datenträger.', en: 'No space left on the device.' },
	EROFS: { de: 'Dort kann nicht geschrieben werden.', en: 'It is not possible to write there.' }
};

function describeRefusal(error: ApplicationError, say: Say): string {
	const { title, detail } = ERROR_TEXTS[error.code];
	const heading = say({
		de: fill(`${title.de} ${detail.de}`, error.values),
		en: fill(`${title.en} ${detail.en}`, error.values)
	});
	const faults = error.errors.slice(0, MOST_FAULTS).map((fault) => describeFault(fault, say));
	if (faults.length === 0) return heading;
	const [only] = faults;
	if (faults.length === 1 && only !== undefined) return only;
	const more = error.errors.length - faults.length;
	if (more > 0) faults.push(say({ de: `und ${String(more)} weitere`, en: `and ${String(more)} more` }));
	return [heading, ...faults.map((fault) => `  ${fault}`)].join('\n');
}

function describeFault(fault: FieldError, say: Say): string {
	const text = FIELD_TEXTS[fault.code] ?? knownCode(fault.code);
	return `${fault.field}: ${say({ de: fill(text.de, fault.values), en: fill(text.en, fault.values) })}`;
}

function knownCode(code: string): Text {
	const text = code in ERROR_TEXTS ? ERROR_TEXTS[code as keyof typeof ERROR_TEXTS].title : undefined;
	return text ?? FIELD_TEXTS['invalid'] ?? { de: code, en: code };
}
