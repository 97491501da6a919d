import type { Route } from '../foundation/http/route.ts';
import { agendaRoutes } from './agenda.routes.ts';
import { bodyRoutes } from './body.routes.ts';
import { calendarRoutes } from './calendar.routes.ts';
import { councilPageRoutes } from './council-page.routes.ts';
import { followUpRoutes } from './follow-up.routes.ts';
import { invitationRoutes } from './invitation.routes.ts';
import { meetingRoutes } from './meeting.routes.ts';
import { paperRoutes } from './paper.routes.ts';
import { voteRoutes } from './vote.routes.ts';

export const councilRoutes: readonly Route[] = [
	...bodyRoutes,
	...meetingRoutes,
	...invitationRoutes,
	...agendaRoutes,
	...voteRoutes,
	...paperRoutes,
	...followUpRoutes,
	...councilPageRoutes,
	...calendarRoutes
];
