import type { Route } from '../foundation/http/route.ts';

export const paperRoutes: readonly Route[] = [];
