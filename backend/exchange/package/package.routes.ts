import { regionParameters } from '@konzeptstand/contract/region.ts';
import { defineRoute, RawReply } from '../../foundation/http/route.ts';
import type { Route } from '../../foundation/http/route.ts';
import { packageOf } from './package.service.ts';

export const packageRoutes: readonly Route[] = [
	defineRoute({
		method: 'get',
		path: '/regions/:region/package',
		permission: 'region.package',
		summary: 'The region with its whole record and all files as one package for another installation (zip)',
		params: regionParameters,
		response: null,
		handle: async ({ region }) => {
			const { filename, content } = await packageOf(region.id);
			return new RawReply('application/zip', content, { filename });
		}
	})
];
