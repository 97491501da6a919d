import type { Route } from '../foundation/http/route.ts';
import { attachmentRoutes } from './attachment.routes.ts';
import { editionPartRoutes } from './edition-part.routes.ts';
import { editionReadRoutes } from './edition-read.routes.ts';
import { lineageRoutes } from './lineage.routes.ts';
import { regionPageRoutes } from './region-page.routes.ts';
import { projectRoutes } from './project.routes.ts';
import { structureRoutes } from './structure.routes.ts';
import { trackingRoutes } from './tracking.routes.ts';

export const conceptRoutes: readonly Route[] = [
	...regionPageRoutes,
	...structureRoutes,
	...projectRoutes,
	...trackingRoutes,
	...editionPartRoutes,
	...lineageRoutes,
	...editionReadRoutes,
	...attachmentRoutes
];
