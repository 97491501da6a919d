import type { Route } from '../foundation/http/route.ts';
import { regionPageRoutes } from './region-page.routes.ts';
import { projectRoutes } from './project.routes.ts';
import { structureRoutes } from './structure.routes.ts';
import { trackingRoutes } from './tracking.routes.ts';

export const conceptRoutes: readonly Route[] = [
	...regionPageRoutes,
	...structureRoutes,
	...projectRoutes,
	...trackingRoutes
];
