import { listQuery } from '@konzeptstand/contract/concept.ts';
import {
	newProject,
	newStep,
	project,
	projectChange,
	projectLinksChange,
	projectList,
	statusReport,
	statusReportInput,
	step,
	stepChange,
	stepInput
} from '@konzeptstand/contract/project.ts';
import { itemParameters, regionParameters } from '@konzeptstand/contract/region.ts';
import { defineRoute } from '../foundation/http/route.ts';
import type { Route } from '../foundation/http/route.ts';
import { record } from '../record/record.service.ts';
import { editingRoutes } from '../record/editing.service.ts';
import { restoreWithdrawn, withdrawLiving } from '../region/living.service.ts';
import { readItem } from './item.service.ts';
import { readProjectList } from './list.service.ts';
import { presentReport, presentStep } from './present.ts';
import { ProjectModel, StepModel } from './project.model.ts';
import { readProject } from './project-page.service.ts';
import { changeProject, createProject, setProjectLinks } from './project.service.ts';
import { findNames } from './references.ts';
import { reportStatus } from './status-report.service.ts';
import { projectTable } from './tables.ts';
import { changeStep, createStep, restoreStep, withdrawStep } from './tracking.service.ts';

export const projectRoutes: readonly Route[] = [
	defineRoute({
		method: 'get',
		path: '/regions/:region/projects',
		permission: 'concept.read',
		summary: 'Projects, with filters and sorting',
		params: regionParameters,
		query: listQuery,
		response: projectList,
		cached: true,
		handle: ({ region, snapshot, query, actor, day }) => readProjectList(region.id, snapshot, query, actor, day),
		table: projectTable
	}),
	...editingRoutes({
		path: 'projects',
		kind: 'project',
		permission: 'concept.edit',
		input: newProject,
		change: projectChange,
		output: project,
		create: createProject,
		update: changeProject,
		withdraw: (work, id, version, reason) => withdrawLiving(work, ProjectModel, id, version, reason),
		restore: (work, id, version) => restoreWithdrawn(work, ProjectModel, id, version),
		read: readProject
	}),
	defineRoute({
		method: 'put',
		path: '/regions/:region/projects/:id/links',
		permission: 'concept.edit',
		summary: "Replace a project's links in one edition; open in adopted editions too",
		params: itemParameters,
		body: projectLinksChange,
		response: project,
		ifMatch: true,
		handle: async ({ region, actor, params, body, version, day }) => {
			const intent = { region: region.id, action: 'project.link' };
			await record.change(actor, intent, (work) => setProjectLinks(work, params.id, version, body));
			return record.read(region.id, (snapshot) => readProject(region.id, params.id, snapshot, actor, day));
		}
	}),
	defineRoute({
		method: 'post',
		path: '/regions/:region/projects/:id/reports',
		permission: 'project.report',
		summary: "Report a project's status; reports are added, never edited",
		params: itemParameters,
		body: statusReportInput,
		response: statusReport,
		status: 201,
		handle: async ({ region, actor, params, body }) => {
			const intent = {
				region: region.id,
				action: body.corrects ? 'project.correct' : 'project.report',
				reason: body.reason
			};
			const report = { ...body, project: params.id, key: null };
			const made = await record.change(actor, intent, (work) => reportStatus(work, actor, report));
			return presentReport(made, await findNames([made.by]));
		}
	}),
	defineRoute({
		method: 'post',
		path: '/regions/:region/projects/:id/steps',
		permission: 'concept.edit',
		summary: 'Add a step to a project',
		params: itemParameters,
		body: stepInput,
		response: step,
		status: 201,
		handle: async ({ region, actor, params, body, day }) => {
			const fields = { ...body, project: params.id, key: null };
			const made = await record.change(actor, { region: region.id, action: 'step.create' }, async (work) => {
				// Here the project is the address, not what was typed.
				await work.require(ProjectModel, params.id);
				return createStep(work, fields);
			});
			return presentStep(made, day);
		}
	}),
	...editingRoutes({
		path: 'steps',
		kind: 'step',
		permission: 'concept.edit',
		input: newStep,
		change: stepChange,
		output: step,
		create: createStep,
		update: changeStep,
		withdraw: withdrawStep,
		restore: restoreStep,
		read: async (region, id, snapshot, _actor, day) => presentStep(await readItem(StepModel, region, id, snapshot), day)
	})
];
