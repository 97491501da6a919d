import { z } from 'zod';
import { problem } from '@konzeptstand/contract/problem.ts';
import type { Route } from './route.ts';

type Json = Record<string, unknown>;

/** The API's description, made from the routes themselves, so that it cannot say anything else. Source: OpenAPI 3.1. */
export function describeApi(routes: readonly Route[], version: string): Json {
	const paths: Record<string, Json> = {};
	for (const route of routes) {
		const path = route.path.replace(/:(\w+)/g, '{$1}');
		paths[path] = { ...paths[path], [route.method]: describeRoute(route) };
	}
	return {
		openapi: '3.1.0',
		info: {
			title: 'Konzeptstand',
			version,
			description:
				'Goals, measures and projects of a regional development concept, how far each has come, and the record of every change. ' +
				'Reads carry an ETag; changes of an item take `If-Match` with its version; creating requests take an `Idempotency-Key`.',
			license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' }
		},
		servers: [{ url: '/api/v1' }],
		security: [{ session: [] }],
		paths,
		components: {
			securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'konzeptstand.session_token' } },
			schemas: { Problem: schemaOf(problem, 'output') }
		}
	};
}

function describeRoute(route: Route): Json {
	const content = (schema: z.ZodType): Json => ({ 'application/json': { schema: schemaOf(schema, 'output') } });
	const success = String(route.response === null && !route.status ? 200 : (route.status ?? 200));
	const params = route.params ? parametersOf(route.params as z.ZodType, 'path') : [];
	const named = new Set(params.map((parameter) => parameter['name']));
	const implied = [...route.path.matchAll(/:(\w+)/g)]
		.map((match) => match[1])
		.filter((name) => !named.has(name))
		.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));
	return {
		summary: route.summary,
		'x-permission': route.permission,
		tags: [
			route.path.split('/').find((part, index) => index > 0 && part !== 'regions' && !part.startsWith(':')) ?? 'regions'
		],
		parameters: [
			...implied,
			...params,
			...(route.query ? parametersOf(route.query as z.ZodType, 'query') : []),
			...(route.ifMatch
				? [
						{
							name: 'If-Match',
							in: 'header',
							required: true,
							schema: { type: 'string' },
							description: 'The version that was read, quoted'
						}
					]
				: []),
			...(route.method === 'post' && !route.isSecret
				? [{ name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string' } }]
				: [])
		],
		...(route.body
			? {
					requestBody: {
						required: true,
						content: { 'application/json': { schema: schemaOf(route.body as z.ZodType, 'input') } }
					}
				}
			: {}),
		...(route.takesFile
			? {
					requestBody: {
						required: true,
						content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } }
					}
				}
			: {}),
		responses: {
			[success]: { description: 'Done', ...(route.response ? { content: content(route.response as z.ZodType) } : {}) },
			default: {
				description: 'Problem',
				content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } }
			}
		}
	};
}

/** Shapes are written out wherever they stand: every route then reads whole, and no name can collide. */
const unnamed = z.registry<Record<string, never>>();

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
	const described = z.toJSONSchema(schema, { io, unrepresentable: 'any', metadata: unnamed }) as Json;
	return Object.fromEntries(Object.entries(described).filter(([name]) => name !== '$schema'));
}

function parametersOf(schema: z.ZodType, where: 'path' | 'query'): Json[] {
	const described = schemaOf(schema, 'input');
	const required = new Set((described['required'] as string[] | undefined) ?? []);
	return Object.entries((described['properties'] ?? {}) as Record<string, Json>).map(([name, property]) => ({
		name,
		in: where,
		required: where === 'path' || required.has(name),
		schema: property
	}));
}
