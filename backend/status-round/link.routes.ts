import { regionParameters } from '@konzeptstand/contract/region.ts';
import { newRoundAnswer, ownRound, roundPhotoUpload } from '@konzeptstand/contract/round.ts';
import { ApplicationError } from '../foundation/errors.ts';
import { defineRoute } from '../foundation/http/route.ts';
import type { Route } from '../foundation/http/route.ts';
import { record } from '../record/record.service.ts';
import { addPhoto, answerRound, stopReminders } from './answer.service.ts';
import { readOwnRound } from './round-page.service.ts';

/** What a link opens. Which person and which projects, the link itself says: nothing else can be asked for here. */
const behindLink = { permission: 'round.answer', params: regionParameters, response: ownRound } as const;

export const linkRoutes: readonly Route[] = [
	defineRoute({
		...behindLink,
		method: 'get',
		path: '/regions/:region/own-round',
		summary: 'What the person whose link is shown is asked',
		handle: ({ region, actor, day }) => readOwnRound(actor, region, day)
	}),
	defineRoute({
		...behindLink,
		method: 'post',
		path: '/regions/:region/own-round/answers',
		summary: 'Answer for one of the own projects',
		body: newRoundAnswer,
		handle: async ({ region, actor, body, day }) => {
			const intent = { region: region.id, action: 'round.answer' };
			await record.change(actor, intent, (work) => answerRound(work, actor, body));
			return readOwnRound(actor, region, day);
		}
	}),
	defineRoute({
		...behindLink,
		method: 'post',
		path: '/regions/:region/own-round/photo',
		summary: 'Add a photo to an answer: the file is the body, what is said of it stands in the query',
		query: roundPhotoUpload,
		takesFile: true,
		handle: async ({ region, actor, query, file, day }) => {
			if (!file) throw new ApplicationError('unsupported_media_type');
			await addPhoto(actor, region.id, query, file);
			return readOwnRound(actor, region, day);
		}
	}),
	defineRoute({
		...behindLink,
		method: 'post',
		path: '/regions/:region/own-round/quiet',
		summary: 'No more reminders of this round',
		handle: async ({ region, actor, day }) => {
			const intent = { region: region.id, action: 'round.quiet' };
			await record.change(actor, intent, (work) => stopReminders(work, actor));
			return readOwnRound(actor, region, day);
		}
	})
];
