import type { Route } from '../foundation/http/route.ts';

export const agendaRoutes: readonly Route[] = [];
