import type { Model } from 'mongoose';
import type { CouncilOwn } from '@konzeptstand/contract/follow-up.ts';
import { formatPercent } from '@konzeptstand/contract/format/number.ts';
import type { Approval, Language } from '@konzeptstand/contract/values.ts';
import { STATUS_WORDS, compareReports, isLate } from '../concept/concept-facts.service.ts';
import { EditionModel, GoalModel, MeasureModel } from '../concept/edition.model.ts';
import type { EditionItem } from '../concept/edition.model.ts';
import { ProjectModel, StatusReportModel, StepModel } from '../concept/project.model.ts';
import type { ProjectItem, StatusReportItem, StepItem } from '../concept/project.model.ts';
import type { RouteSnapshot } from '../foundation/http/route.ts';
import { referenceOf } from '../record/present.service.ts';
import type { ItemBase } from '../record/record.service.ts';
import { lastDayOf, lateness } from './preparation-words.ts';

/** What has changed in the concept since a day, the newest first. */

type Change = CouncilOwn['changes'][number];
interface Reader {
	language: Language;
	/** Today, ISO. */
	day: string;
}

const MOST = 30;

const SAID = {
	de: {
		before: (status: string) => `zuvor: ${status}`,
		late: (step: string, late: string) => `${step}: ${late} nach Plan`,
		inForce: 'gilt',
		approved: 'beschlossen',
		adopted: 'Konzeptfassung beschlossen'
	},
	en: {
		before: (status: string) => `before: ${status}`,
		late: (step: string, late: string) => `${step}: ${late} behind plan`,
		inForce: 'in force',
		approved: 'approved',
		adopted: 'edition adopted'
	}
} as const satisfies Record<Language, unknown>;

/** @param since ISO day; what happened on it counts */
export async function readChangesSince(
	region: string,
	snapshot: RouteSnapshot,
	since: string,
	reader: Reader
): Promise<Change[]> {
	const changes = [
		...(await readReports(region, snapshot, since, reader)),
		...(await readLateSteps(region, snapshot, since, reader)),
		...(await readApproved(region, snapshot, since, reader)),
		...(await readAdopted(region, snapshot, since, reader))
	];
	return changes.sort((a, b) => b.at.localeCompare(a.at) || (a.subject.id < b.subject.id ? -1 : 1)).slice(0, MOST);
}

/** Of each project that was reported on: what it is now, and what it was before. */
async function readReports(
	region: string,
	{ session }: RouteSnapshot,
	since: string,
	{ language }: Reader
): Promise<Change[]> {
	const standing = { region, withdrawn: null, correctedBy: null };
	// what was loaded with a region is no news: only people report
	const recent = await StatusReportModel.find({ ...standing, by: { $ne: null }, at: { $gte: since } })
		.select('project')
		.session(session)
		.lean<Pick<StatusReportItem, 'project'>[]>();
	const ids = [...new Set(recent.map(({ project }) => project))];
	if (ids.length === 0) return [];
	const reports = await StatusReportModel.find({ ...standing, project: { $in: ids } })
		.select('project status progress asOf at by')
		.session(session)
		.lean<StatusReportItem[]>();
	const projects = await ProjectModel.find({ region, withdrawn: null, _id: { $in: ids } })
		.select('title titleEn code')
		.session(session)
		.lean<ProjectItem[]>();
	const byProject = Map.groupBy(reports, ({ project }) => project);
	const words = ({ status, progress }: StatusReportItem): string =>
		[STATUS_WORDS[status][language], progress === null ? null : formatPercent(progress, language)]
			.filter((part) => part !== null)
			.join(', ');
	return projects.flatMap((project) => {
		const own = (byProject.get(project._id) ?? []).sort(compareReports);
		const now = own.at(-1);
		const before = own.findLast((one) => one.at < since);
		if (!now || (before && words(before) === words(now))) return [];
		const text = [words(now), before ? `(${SAID[language].before(words(before))})` : ''].join(' ').trim();
		return [{ kind: 'status' as const, subject: named('project', project, language), text, at: now.at }];
	});
}

/** Steps whose planned end has passed since without their having happened. */
async function readLateSteps(
	region: string,
	{ session }: RouteSnapshot,
	since: string,
	{ language, day }: Reader
): Promise<Change[]> {
	const steps = await StepModel.find({ region, withdrawn: null, actual: null })
		.select('project title titleEn planned expected actual')
		.session(session)
		.lean<StepItem[]>();
	const late = steps.flatMap((step) => {
		const end = lastDayOf(step.planned);
		return end !== null && end >= since && end < day && isLate(step, false, day) ? [{ step, end }] : [];
	});
	const projects = await ProjectModel.find({
		region,
		withdrawn: null,
		_id: { $in: late.map(({ step }) => step.project) }
	})
		.select('title titleEn code')
		.session(session)
		.lean<ProjectItem[]>();
	const byId = new Map(projects.map((project) => [project._id, project]));
	return late.flatMap(({ step, end }) => {
		const project = byId.get(step.project);
		if (!project) return [];
		const text = SAID[language].late(inLanguage(step, language), lateness(step, day, language));
		return [
			{ kind: 'step-late' as const, subject: named('project', project, language), text, at: `${end}T22:00:00.000Z` }
		];
	});
}

type Approved = ItemBase & { title: string; titleEn: string | null; approval: Approval };

/** Goals that a decision has put in force, measures and projects that one has approved. */
async function readApproved(
	region: string,
	{ session }: RouteSnapshot,
	since: string,
	{ language }: Reader
): Promise<Change[]> {
	const changes: Change[] = [];
	for (const [kind, model] of [
		['goal', GoalModel],
		['measure', MeasureModel],
		['project', ProjectModel]
	] as const) {
		const found = await (model as unknown as Model<Approved>)
			.find({ region, withdrawn: null, 'approval.at': { $gte: since } })
			.select('title titleEn code approval')
			.session(session)
			.lean<Approved[]>();
		for (const item of found)
			changes.push({
				kind: kind === 'goal' ? 'in-force' : 'approved',
				subject: named(kind, item, language),
				text: kind === 'goal' ? SAID[language].inForce : SAID[language].approved,
				at: item.approval?.at ?? since
			});
	}
	return changes;
}

async function readAdopted(
	region: string,
	{ session }: RouteSnapshot,
	since: string,
	{ language }: Reader
): Promise<Change[]> {
	const editions = await EditionModel.find({ region, withdrawn: null, state: 'adopted' })
		.session(session)
		.lean<EditionItem[]>();
	return editions.flatMap((edition) => {
		const on = edition.adoption?.date ?? null;
		if (on === null || on < since) return [];
		return [
			{
				kind: 'adopted' as const,
				subject: named('edition', edition, language),
				text: SAID[language].adopted,
				at: `${lastDayOf(on) ?? since}T12:00:00.000Z`
			}
		];
	});
}

const inLanguage = (item: { title: string; titleEn: string | null }, language: Language): string =>
	language === 'en' ? (item.titleEn ?? item.title) : item.title;

function named(
	kind: 'project' | 'goal' | 'measure' | 'edition',
	item: ItemBase & { title: string; titleEn: string | null },
	language: Language
): Change['subject'] {
	return { ...referenceOf(kind, item), title: inLanguage(item, language) };
}
