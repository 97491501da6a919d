import type { Route } from '../foundation/http/route.ts';

export const councilPageRoutes: readonly Route[] = [];
