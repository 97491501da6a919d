import type { Route } from '../foundation/http/route.ts';

export const calendarRoutes: readonly Route[] = [];
