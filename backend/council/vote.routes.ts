import type { Route } from '../foundation/http/route.ts';

export const voteRoutes: readonly Route[] = [];
