import { expect } from 'chai';
import type { Response, Test } from 'supertest';
import { problem } from '@konzeptstand/contract/problem.ts';
import type { Problem } from '@konzeptstand/contract/problem.ts';
import { FIELD_TEXTS } from '../../backend/foundation/error-texts.ts';

export interface ExpectedProblem {
	status: number;
	code: string;
	/** Fields that must be named; a field below one of them names it too. */
	fields?: readonly string[];
}

/** An answer that is a problem document, and nothing that only a fault would show. */
export function readProblem(answer: Response, where: string): Problem {
	expect(answer.headers['content-type'], `${where}: ${answer.text}`).to.match(/^application\/problem\+json/);
	expect(answer.headers['cache-control'], where).to.equal('no-store');
	const read = problem.parse(JSON.parse(answer.text));
	expect(read.status, where).to.equal(answer.status);
	expect(answer.text, where).not.to.match(/ at .*\.ts:\d+|node_modules|Mongo|zod/i);
	return read;
}

/** Problems whose texts were compared in both languages already: each kind once in a run. */
const compared = new Set<string>();

/**
 * Expects this problem; the first of its kind is asked for in both languages, which must say it in texts of their own.
 * @returns the German one
 */
export async function expectProblem(ask: () => Test, expected: ExpectedProblem, where: string): Promise<Problem> {
	const german = readProblem(await ask().set('Accept-Language', 'de'), where);
	expect({ status: german.status, code: german.code }, `${where}: ${JSON.stringify(german.errors)}`).to.deep.equal({
		status: expected.status,
		code: expected.code
	});
	const named = german.errors ?? [];
	for (const { field, code, message } of named) {
		expect(FIELD_TEXTS, `${where}: ${field}`).to.have.property(code);
		expect(message, where).not.to.equal('').and.not.to.match(/[{}]/);
	}
	const missing = (expected.fields ?? []).filter(
		(field) => !named.some((one) => one.field === field || one.field.startsWith(`${field}.`))
	);
	expect(missing, `${where}, fields not named; named are ${named.map((one) => one.field).join(', ')}`).to.deep.equal(
		[]
	);
	const kind = [german.code, ...new Set(named.map((one) => one.code))].sort().join(' ');
	if (!compared.has(kind)) {
		compared.add(kind);
		expectOwnTexts(german, readProblem(await ask().set('Accept-Language', 'en'), where), where);
	}
	return german;
}

function expectOwnTexts(german: Problem, english: Problem, where: string): void {
	expect(german.title, where).not.to.equal('');
	expect(english.title, where).not.to.equal('').and.not.to.equal(german.title);
	expect(german.detail, where).not.to.equal('');
	expect(english.detail, where).not.to.equal('').and.not.to.equal(german.detail);
	const codes = ({ errors = [] }: Problem): string[] => errors.map(({ field, code }) => `${field}: ${code}`);
	expect(codes(english), where).to.deep.equal(codes(german));
	for (const [index, { message }] of (english.errors ?? []).entries())
		expect(message, where).not.to.equal('').and.not.to.equal(german.errors?.[index]?.message);
}
