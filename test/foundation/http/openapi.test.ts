import { expect } from 'chai';
import { z } from 'zod';
import { hierarchy } from '@konzeptstand/contract/hierarchy.ts';
import { describeApi } from '../../../backend/foundation/http/openapi.ts';
import { renderApiPage } from '../../../backend/foundation/http/api-page.ts';
import { defineRoute } from '../../../backend/foundation/http/route.ts';

const route = defineRoute({
	method: 'patch',
	path: '/regions/:region/things/:id',
	permission: 'concept.edit',
	summary: 'Changes <a> thing',
	query: z.strictObject({ late: z.enum(['true', 'false']).optional() }),
	body: z.strictObject({ title: z.string().max(20) }),
	response: hierarchy,
	ifMatch: true,
	handle: () => Promise.reject(new Error('never called'))
});

interface Described {
	openapi: string;
	paths: Record<
		string,
		Record<
			string,
			{
				parameters: { name: string; in: string }[];
				requestBody: { content: Record<string, { schema: { properties: object } }> };
			}
		>
	>;
}

describe('The description of the API', () => {
	const api = describeApi([route], '1.2.3') as unknown as Described & Record<string, unknown>;

	it('is OpenAPI 3.1 and says of each route what it takes', () => {
		expect(api.openapi).to.equal('3.1.0');
		const described = api.paths['/regions/{region}/things/{id}']?.['patch'];
		expect(described?.parameters.map((one) => `${one.in} ${one.name}`)).to.have.members([
			'path region',
			'path id',
			'query late',
			'header If-Match'
		]);
		expect(described?.requestBody.content['application/json']?.schema.properties).to.have.property('title');
	});

	it('leaves no reference open', () => {
		const text = JSON.stringify(api);
		expect(text.match(/"\$ref":"(?!#\/components\/schemas\/Problem)/g)).to.equal(null);
		expect(text).not.to.contain('$defs');
	});

	it('is a page to read, in both languages, with nothing that could run', () => {
		const page = renderApiPage(api, 'de');
		expect(page)
			.to.contain('<html lang="de">')
			.and.to.contain('Changes &#60;a&#62; thing')
			.and.not.to.contain('<script');
		expect(renderApiPage(api, 'en')).to.contain('Permission');
	});
});
