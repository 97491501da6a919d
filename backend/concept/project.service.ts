import type { z } from 'zod';
import type { newProject, projectLink, projectLinksChange } from '@konzeptstand/contract/project.ts';
import { ApplicationError } from '../foundation/errors.ts';
import type { FieldError } from '../foundation/errors.ts';
import { MunicipalityModel, PartyModel } from '../region/region.model.ts';
import { requireMembers } from '../accounts/accounts.service.ts';
import { changeLiving } from '../region/living.service.ts';
import { requireAll } from '../region/region.service.ts';
import { record, SYSTEM } from '../record/record.service.ts';
import type { Work } from '../record/record.service.ts';
import { requireEdition } from './edition.service.ts';
import { GoalModel, MeasureModel } from './edition.model.ts';
import { NO_REPORT, ProjectModel } from './project.model.ts';
import type { ProjectItem } from './project.model.ts';

/** Projects live on across editions; their links stay open even where an edition is frozen. */

type Link = z.output<typeof projectLink>;

/** @throws ApplicationError duplicate, invalid_input */
export async function createProject(
	work: Work,
	fields: z.output<typeof newProject> & { _id?: string }
): Promise<ProjectItem> {
	await checkProject(work, fields);
	await checkLinks(work, fields.links);
	return work.create(ProjectModel, { ...fields, current: { ...NO_REPORT } });
}

/** @throws ApplicationError not_found, version_conflict, conflict, duplicate, invalid_input */
export async function changeProject(
	work: Work,
	id: string,
	version: number | null,
	patch: Partial<ProjectItem>
): Promise<ProjectItem> {
	await checkProject(work, patch, id);
	return changeLiving(work, ProjectModel, id, version, patch);
}

/**
 * Replaces the project's links in one edition; those of other editions stay.
 * @throws ApplicationError not_found, version_conflict, conflict, invalid_input
 */
export async function setProjectLinks(
	work: Work,
	id: string,
	version: number | null,
	change: z.output<typeof projectLinksChange>
): Promise<ProjectItem> {
	const project = await work.require(ProjectModel, id);
	await requireEdition(work, change.edition);
	const links = [
		...project.links.filter((link) => link.edition !== change.edition),
		...change.links.map((link) => ({ ...link, edition: change.edition }))
	];
	await checkLinks(work, links, change.edition);
	return changeLiving(work, ProjectModel, id, version, { links });
}

/** Names one more person as responsible for the project of an import key (the example's contributor). */
export function nameResponsible(region: string, projectKey: string, person: string): Promise<void> {
	return record.change(SYSTEM, { region, action: 'project.change' }, async (work) => {
		const project = await ProjectModel.findOne({ region, key: projectKey }).session(work.session).lean<ProjectItem>();
		if (!project) throw new ApplicationError('not_found', { field: 'project', problem: 'not_found' });
		await work.update(ProjectModel, project._id, null, { responsiblePeople: [...project.responsiblePeople, person] });
	});
}

async function checkProject(work: Work, fields: Partial<ProjectItem>, own?: string): Promise<void> {
	const { municipalities = [], leadMunicipality = null, roles = [], relations = [] } = fields;
	await requireAll(work, MunicipalityModel, municipalities, (index) => `municipalities.${String(index)}`);
	await requireAll(work, MunicipalityModel, [leadMunicipality], 'leadMunicipality');
	const parties = roles.map((role) => role.party);
	await requireAll(work, PartyModel, parties, (index) => `roles.${String(index)}.party`);
	if (fields.responsiblePeople?.length) {
		const before = own ? (await work.find(ProjectModel, own))?.responsiblePeople : undefined;
		await requireMembers(work, fields.responsiblePeople, before ?? []);
	}
	for (const [index, relation] of relations.entries()) {
		const field = `relations.${String(index)}.project`;
		await requireAll(work, ProjectModel, [relation.project], field);
		if (relations.findIndex((one) => one.project === relation.project) < index)
			throw new ApplicationError('invalid_input', { field, problem: 'duplicate' });
		if (await leadsTo(work, await work.require(ProjectModel, relation.project), own))
			throw new ApplicationError('invalid_input', { field, problem: 'circular' });
	}
}

/** Whether following the relations of a project reaches the other. */
async function leadsTo(work: Work, from: ProjectItem, to: string | undefined): Promise<boolean> {
	const seen = new Set<string>();
	const open = [from];
	for (let project = open.pop(); project; project = open.pop()) {
		if (project._id === to) return true;
		if (seen.has(project._id)) continue;
		seen.add(project._id);
		for (const relation of project.relations) {
			const next = await work.find(ProjectModel, relation.project);
			if (next) open.push(next);
		}
	}
	return false;
}

/**
 * One counted link per edition; every target is of the link's own edition.
 * @param only look at the links of this edition only
 */
async function checkLinks(work: Work, links: readonly Link[], only?: string): Promise<void> {
	const errors: FieldError[] = [];
	const counted = new Set<string>();
	const named = new Set<string>();
	const shown = only === undefined ? links : links.filter((link) => link.edition === only);
	for (const [index, link] of shown.entries()) {
		const field = `links.${String(index)}`;
		await requireEdition(work, link.edition, `${field}.edition`);
		if (link.counts && counted.has(link.edition)) errors.push({ field: `${field}.counts`, code: 'counted_twice' });
		if (link.counts) counted.add(link.edition);
		if (!link.target) continue;
		const name = `${link.edition} ${link.target.id}`;
		if (named.has(name)) errors.push({ field: `${field}.target`, code: 'duplicate' });
		named.add(name);
		const target =
			link.target.kind === 'measure'
				? await work.find(MeasureModel, link.target.id)
				: await work.find(GoalModel, link.target.id);
		if (!target || target.withdrawn) errors.push({ field: `${field}.target.id`, code: 'not_found' });
		else if (target.edition !== link.edition) errors.push({ field: `${field}.target.id`, code: 'other_edition' });
	}
	if (errors.length > 0) throw new ApplicationError('invalid_input', { errors });
}
