import type { Route } from '../foundation/http/route.ts';

export const followUpRoutes: readonly Route[] = [];
