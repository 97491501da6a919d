import type { Route } from '../foundation/http/route.ts';

export const meetingRoutes: readonly Route[] = [];
