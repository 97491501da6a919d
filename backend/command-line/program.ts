import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { DocumentAudience, DocumentFormat } from '@konzeptstand/contract/document.ts';
import { VERSION } from '../version.ts';
import { EXIT } from './exit-code.ts';
import type { GenerateOptions } from './generate.ts';
import { languageAsked, speak } from './say.ts';
import type { Say, Text } from './say.ts';

/** The commands of `npm run konzeptstand --`. What they need is loaded only when one runs, so that help comes at once. */

/** All of the contract's, named here so that help need not load it; the compiler misses one that is missing. */
const FORMATS: Record<DocumentFormat, true> = { md: true, html: true, pdf: true, pdfa: true, docx: true, odt: true };
const AUDIENCES: Record<DocumentAudience, true> = { public: true, council: true };

/**
 * Runs one command and says in one line what stood in its way.
 * @param words the command line without program names
 * @returns the exit code
 */
export async function runCommand(words: readonly string[]): Promise<number> {
	const say = speak(languageAsked(words));
	let code: number = EXIT.done;
	const program = commands(say, (result) => {
		code = result;
	});
	try {
		await program.parseAsync(words, { from: 'user' });
		return code;
	} catch (error) {
		if (error instanceof CommanderError) return usage(error, say);
		const { Interrupted } = await import('./with-database.ts');
		if (error instanceof Interrupted) return EXIT.interrupted;
		const { describeError } = await import('./describe-error.ts');
		process.stderr.write(`${say({ de: 'Fehler', en: 'Error' })}: ${describeError(error, say)}\n`);
		return EXIT.failed;
	}
}

function commands(say: Say, finish: (code: number) => void): Command {
	const program = new Command('konzeptstand')
		.description(say({ de: 'Befehle neben dem laufenden Produkt', en: 'Commands beside the running product' }))
		.version(VERSION, '--version', say({ de: 'Version ausgeben', en: 'print the version' }))
		.addOption(languageOption(say))
		.addHelpText('after', `\n${say(EXIT_CODES)}`);
	dress(program, say);

	command(program, say, 'load <file>', {
		de: 'Region aus einer Importdatei laden (docs/import-format.md); eine neuere Datei ergänzt nur',
		en: 'load a region from an import file (docs/import-format.md); a newer file only adds'
	}).action(async (file: string) => finish(await (await import('./load.ts')).load(file, say)));

	command(program, say, 'generate <template>', {
		de: 'Dokument aus einer Vorlage erzeugen (concept-templates/)',
		en: 'make a document from a template (concept-templates/)'
	})
		.requiredOption(
			'--region <key>',
			say({ de: 'Kooperationsraum, z. B. saalebogen', en: 'region, such as saalebogen' })
		)
		.option('--edition <key>', say({ de: 'Konzeptfassung: Schlüssel oder Jahr', en: 'edition: key or year' }))
		.option('--project <key>', say({ de: 'Projekt: Schlüssel oder Code', en: 'project: key or code' }))
		.option('--measure <key>', say({ de: 'Maßnahme: Schlüssel oder Code', en: 'measure: key or code' }))
		.option('--meeting <number>', say({ de: 'Sitzung: Nummer, z. B. 2026-03', en: 'meeting: number, such as 2026-03' }))
		.option('--paper <number>', say({ de: 'Vorlage: Nummer, z. B. 2026/07', en: 'paper: number, such as 2026/07' }))
		.option('--body <key>', say({ de: 'Gremium: Schlüssel oder Name', en: 'body: key or name' }))
		.addOption(
			new Option(
				'--audience <audience>',
				say({
					de: 'public: ohne Nichtöffentliches; council: für den Rat',
					en: 'public: without what is not public; council: for the council'
				})
			).choices(Object.keys(AUDIENCES))
		)
		.addOption(
			new Option(
				'--year <year>',
				say({ de: 'Jahr einer Jahresbilanz; sonst das vorige', en: 'year of a balance of a year; otherwise the last' })
			).argParser(readYear)
		)
		.addOption(
			new Option('--format <format>', Object.keys(FORMATS).join(', ')).choices(Object.keys(FORMATS)).default('html')
		)
		.option(
			'--out <file>',
			say({ de: 'Zieldatei; sonst Standardausgabe', en: 'target file; otherwise standard output' })
		)
		.action(async (template: string, options: GenerateOptions) =>
			finish(await (await import('./generate.ts')).generate(template, options, say))
		);

	command(program, say, 'verify', {
		de: 'Protokoll nachrechnen und mit dem Bestand vergleichen; nennt den ersten gebrochenen Eintrag',
		en: 'recompute the record and compare it with what there is; names the first broken entry'
	})
		.option('--region <key>', say({ de: 'nur dieser Kooperationsraum', en: 'this region only' }))
		.option(
			'--head <number:hash>',
			say({
				de: 'früher ausgegebener Kopf, der noch enthalten sein muss',
				en: 'head printed earlier that must still be in it'
			})
		)
		.action(async (options: { region?: string; head?: string }) =>
			finish(await (await import('./verify.ts')).verify(options, say))
		);

	command(program, say, 'export <region>', {
		de: 'Kooperationsraum mit Protokoll und Dateien als ein Paket schreiben (docs/package-format.md)',
		en: 'write a region with its record and files as one package (docs/package-format.md)'
	})
		.requiredOption('--out <file>', say({ de: 'Zieldatei', en: 'target file' }))
		.action(async (region: string, { out }: { out: string }) =>
			finish(await (await import('./export.ts')).exportRegion(region, out, say))
		);

	command(program, say, 'import <file>', {
		de: 'Kooperationsraum aus einem solchen Paket übernehmen; nie über einen vorhandenen',
		en: 'take a region over from such a package; never over one that is there'
	}).action(async (file: string) => finish(await (await import('./import.ts')).importRegion(file, say)));

	command(program, say, 'dictionary', {
		de: 'Verzeichnis der Vorlagendaten in concept-templates/README.md erneuern',
		en: 'bring the data dictionary in concept-templates/README.md up to date'
	}).action(async () => finish(await (await import('./dictionary.ts')).dictionary()));

	return program;
}

function readYear(text: string): number {
	if (!/^(?:19|20|21)\d{2}$/.test(text)) throw new InvalidArgumentError('2025');
	return Number(text);
}

function command(program: Command, say: Say, nameAndArguments: string, text: Text): Command {
	return dress(program.command(nameAndArguments).description(say(text)).addOption(languageOption(say)), say);
}

function dress(command: Command, say: Say): Command {
	return command
		.exitOverride()
		.configureOutput({ outputError: () => undefined })
		.configureHelp({ styleTitle: (title) => (TITLES[title] ? say(TITLES[title]) : title) })
		.helpOption('-h, --help', say({ de: 'Hilfe', en: 'help' }))
		.helpCommand(false);
}

const TITLES: Record<string, Text> = {
	'Usage:': { de: 'Aufruf:', en: 'Usage:' },
	'Options:': { de: 'Angaben:', en: 'Options:' },
	'Commands:': { de: 'Befehle:', en: 'Commands:' },
	'Arguments:': { de: 'Argumente:', en: 'Arguments:' }
};

const EXIT_CODES: Text = {
	de: 'Rückgabewerte: 0 erledigt, 1 nicht möglich (nichts geschrieben), 2 falscher Aufruf, 3 Protokoll nicht unversehrt',
	en: 'Exit codes: 0 done, 1 not possible (nothing written), 2 wrong call, 3 record not intact'
};

function languageOption(say: Say): Option {
	return new Option('--language <language>', say({ de: 'Sprache der Meldungen', en: 'language of messages' })).choices([
		'de',
		'en'
	]);
}

const USAGE: Record<string, Text> = {
	'commander.unknownOption': { de: 'Diese Angabe gibt es nicht', en: 'There is no such option' },
	'commander.unknownCommand': { de: 'Diesen Befehl gibt es nicht', en: 'There is no such command' },
	'commander.missingArgument': { de: 'Es fehlt eine Angabe', en: 'Something is missing' },
	'commander.missingMandatoryOptionValue': { de: 'Es fehlt eine Angabe', en: 'Something is missing' },
	'commander.optionMissingArgument': { de: 'Es fehlt der Wert', en: 'The value is missing' },
	'commander.invalidArgument': { de: 'Nicht möglich', en: 'Not possible' },
	'commander.excessArguments': { de: 'Zu viele Angaben', en: 'Too many arguments' }
};

/** Help and version were asked for, or the call was wrong: then with what commander found, and where help is. */
function usage(error: CommanderError, say: Say): number {
	if (error.exitCode === 0) return EXIT.done;
	// Without any command, the help has just been shown.
	if (error.code === 'commander.help') return EXIT.usage;
	const text = USAGE[error.code];
	const found = error.message.replace(/^error: /, '').replaceAll('\n', ' ');
	const help = say({ de: 'Hilfe: --help', en: 'help: --help' });
	process.stderr.write(`${text ? `${say(text)} (${found})` : found}. ${help}\n`);
	return EXIT.usage;
}
