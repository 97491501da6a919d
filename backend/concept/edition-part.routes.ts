import {
	amendment,
	amendmentList,
	amendmentListQuery,
	chapter,
	chapterChange,
	chapterList,
	chapterListQuery,
	chapterMove,
	newAmendment,
	newChapter,
	newOmission,
	newSeparation,
	omission,
	omissionList,
	omissionListQuery,
	separation
} from '@konzeptstand/contract/edition.ts';
import { itemParameters, regionParameters } from '@konzeptstand/contract/region.ts';
import { defineRoute } from '../foundation/http/route.ts';
import type { Route } from '../foundation/http/route.ts';
import { editingRoutes } from '../record/editing.service.ts';
import { record } from '../record/record.service.ts';
import { restoreWithdrawn, withdrawLiving } from '../region/living.service.ts';
import { AmendmentModel } from './amendment.model.ts';
import { createAmendment } from './amendment.service.ts';
import { changeChapter, createChapter, moveChapter, restoreChapter, withdrawChapter } from './chapter.service.ts';
import {
	readAmendment,
	readAmendmentList,
	readChapter,
	readChapterList,
	readOmission,
	readOmissionList
} from './edition-part.service.ts';
import { amendmentTable, chapterTable, omissionTable } from './edition-part-tables.ts';
import { createOmission, liftOmission } from './omission.service.ts';
import { SeparationModel } from './separation.model.ts';
import { createSeparation, readSeparation } from './separation.service.ts';

const reads = { permission: 'concept.read', params: regionParameters, cached: true } as const;

/** Chapters, omissions, amendments, and what does not belong together. */
export const editionPartRoutes: readonly Route[] = [
	defineRoute({
		...reads,
		method: 'get',
		path: '/regions/:region/chapters',
		summary: 'Chapters of an edition, in their order',
		query: chapterListQuery,
		response: chapterList,
		handle: ({ region, snapshot, query }) => readChapterList(region.id, snapshot, query),
		table: chapterTable
	}),
	defineRoute({
		...reads,
		method: 'get',
		path: '/regions/:region/omissions',
		summary: 'What editions dropped of the former ones, and why',
		query: omissionListQuery,
		response: omissionList,
		handle: ({ region, snapshot, query }) => readOmissionList(region.id, snapshot, query),
		table: omissionTable
	}),
	defineRoute({
		...reads,
		method: 'get',
		path: '/regions/:region/amendments',
		summary: 'Amendments and errata beside adopted editions',
		query: amendmentListQuery,
		response: amendmentList,
		handle: ({ region, snapshot, query }) => readAmendmentList(region.id, snapshot, query),
		table: amendmentTable
	}),
	...editingRoutes({
		path: 'chapters',
		kind: 'chapter',
		permission: 'concept.edit',
		input: newChapter,
		change: chapterChange,
		output: chapter,
		create: createChapter,
		update: changeChapter,
		withdraw: withdrawChapter,
		restore: restoreChapter,
		read: readChapter
	}),
	defineRoute({
		method: 'post',
		path: '/regions/:region/chapters/:id/move',
		permission: 'concept.edit',
		summary: 'Put a chapter at another place',
		params: itemParameters,
		body: chapterMove,
		response: chapter,
		ifMatch: true,
		handle: async ({ region, actor, params, body, version }) => {
			await record.change(actor, { region: region.id, action: 'chapter.move' }, (work) =>
				moveChapter(work, params.id, version, body.to)
			);
			return record.read(region.id, (snapshot) => readChapter(region.id, params.id, snapshot));
		}
	}),
	...editingRoutes({
		path: 'omissions',
		kind: 'omission',
		permission: 'concept.edit',
		input: newOmission,
		change: newOmission,
		output: omission,
		create: createOmission,
		withdraw: liftOmission,
		read: readOmission
	}),
	...editingRoutes({
		path: 'separations',
		kind: 'separation',
		permission: 'concept.edit',
		input: newSeparation,
		change: newSeparation,
		output: separation,
		create: createSeparation,
		withdraw: (work, id, version, reason) => withdrawLiving(work, SeparationModel, id, version, reason),
		read: readSeparation
	}),
	...editingRoutes({
		path: 'amendments',
		kind: 'amendment',
		permission: 'concept.edit',
		input: newAmendment,
		change: newAmendment,
		output: amendment,
		create: createAmendment,
		withdraw: (work, id, version, reason) => withdrawLiving(work, AmendmentModel, id, version, reason),
		restore: (work, id, version) => restoreWithdrawn(work, AmendmentModel, id, version),
		read: readAmendment
	})
];
