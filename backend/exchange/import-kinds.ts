import { AssessmentModel, IndicatorModel, ReadingModel } from '../concept/indicator.model.ts';
import { ChapterModel } from '../concept/chapter.model.ts';
import { changeChapter, createChapter } from '../concept/chapter.service.ts';
import { EditionModel, FieldModel, GoalModel, MeasureModel } from '../concept/edition.model.ts';
import { changeEdition, createEdition } from '../concept/edition.service.ts';
import { changeProject, createProject } from '../concept/project.service.ts';
import { ProjectModel, StatusReportModel, StepModel } from '../concept/project.model.ts';
import { reportStatus } from '../concept/status-report.service.ts';
import {
	changeField,
	changeGoal,
	changeMeasure,
	createField,
	createGoal,
	createMeasure
} from '../concept/structure.service.ts';
import {
	addAssessment,
	addReading,
	addStep,
	changeIndicator,
	completeStep,
	createIndicator
} from '../concept/tracking.service.ts';
import { DecisionModel } from '../decision/decision.model.ts';
import { changeDecision, createDecision } from '../decision/decision.service.ts';
import { changeParty, createBody, createMilestone, createMunicipality, createParty } from '../region/party.service.ts';
import { BodyModel, MilestoneModel, MunicipalityModel, PartyModel } from '../region/region.model.ts';

import { importKind, inOrder, rolesOf, subjectOf, within } from './import-kind.ts';
import type { ImportKind } from './import-kind.ts';
import { lineageKinds } from './import-lineage.ts';

/** Every kind of the import format: where it stands in the file, how its keys become ids, and whose service takes it. */

const places: readonly ImportKind[] = [
	importKind({
		kind: 'municipality',
		model: MunicipalityModel,
		find: (file) => inOrder('municipalities', file.municipalities),
		resolve: ({ item }) => item,
		create: (work, _actor, fields) => createMunicipality(work, fields),
		change: (work, id, version, patch) => work.update(MunicipalityModel, id, version, patch)
	}),
	importKind({
		kind: 'party',
		model: PartyModel,
		find: (file) => inOrder('parties', file.parties),
		resolve: ({ item, path }, keys) => ({
			...item,
			municipality: keys.optional('municipality', item.municipality, `${path}.municipality`)
		}),
		create: (work, _actor, fields) => createParty(work, fields),
		change: changeParty
	}),
	importKind({
		kind: 'body',
		model: BodyModel,
		find: (file) => inOrder('bodies', file.bodies),
		resolve: ({ item, path }, keys) => ({
			...item,
			municipality: keys.optional('municipality', item.municipality, `${path}.municipality`),
			chairs: item.chairs.map((chair, index) => ({
				...chair,
				municipality: keys.id('municipality', chair.municipality, `${path}.chairs[${String(index)}].municipality`)
			})),
			seats: item.seats.map((seat, index) => ({
				...seat,
				municipality: keys.optional('municipality', seat.municipality, `${path}.seats[${String(index)}].municipality`),
				person: null,
				deputyPerson: null
			}))
		}),
		create: (work, _actor, fields) => createBody(work, fields),
		change: (work, id, version, patch) => work.update(BodyModel, id, version, patch)
	}),
	importKind({
		kind: 'milestone',
		model: MilestoneModel,
		find: (file) => inOrder('milestones', file.milestones),
		resolve: ({ item }) => item,
		create: (work, _actor, fields) => createMilestone(work, fields),
		change: (work, id, version, patch) => work.update(MilestoneModel, id, version, patch)
	}),
	importKind({
		kind: 'decision',
		model: DecisionModel,
		find: (file) => inOrder('decisions', file.decisions),
		resolve: ({ item, path }, keys) => ({
			...item,
			body: keys.optional('body', item.body, `${path}.body`),
			subjects: item.subjects.map((subject, index) => subjectOf(subject, keys, `${path}.subjects[${String(index)}]`))
		}),
		create: (work, _actor, fields) => createDecision(work, fields),
		change: changeDecision
	})
];

const concept: readonly ImportKind[] = [
	importKind({
		kind: 'edition',
		model: EditionModel,
		// The former edition first.
		find: (file) => inOrder('editions', file.editions).sort((a, b) => a.item.year - b.item.year),
		resolve: ({ item, path }, keys) => ({
			...item,
			former: keys.optional('edition', item.former, `${path}.former`),
			adoption: item.adoption && {
				...item.adoption,
				decision: keys.optional('decision', item.adoption.decision, `${path}.adoption.decision`),
				results: item.adoption.results.map((result, index) => {
					const place = `${path}.adoption.results[${String(index)}]`;
					return {
						...result,
						municipality: keys.id('municipality', result.municipality, `${place}.municipality`),
						body: keys.optional('body', result.body, `${place}.body`)
					};
				})
			}
		}),
		// As a draft, so that it can be filled; its documented state is set when the file is through.
		create: (work, _actor, fields) => createEdition(work, { ...fields, state: 'draft' }, true),
		change: changeEdition
	}),
	importKind({
		kind: 'field',
		model: FieldModel,
		find: (file) => inOrder('fields', file.fields),
		resolve: ({ item, path }, keys) => ({
			...item,
			edition: keys.id('edition', item.edition, `${path}.edition`),
			origins: keys.all('field', item.origins, `${path}.origins`)
		}),
		create: (work, _actor, fields) => createField(work, { ...fields, origins: [] }),
		change: changeField
	}),
	importKind({
		kind: 'goal',
		model: GoalModel,
		find: (file) =>
			inOrder('goals', file.goals).sort((a, b) => Number(a.item.parent !== null) - Number(b.item.parent !== null)),
		resolve: ({ item, path }, keys) => ({
			...item,
			edition: keys.id('edition', item.edition, `${path}.edition`),
			field: keys.optional('field', item.field, `${path}.field`),
			parent: keys.optional('goal', item.parent, `${path}.parent`),
			origins: keys.all('goal', item.origins, `${path}.origins`)
		}),
		create: (work, _actor, fields) => createGoal(work, { ...fields, origins: [] }),
		change: changeGoal
	}),
	importKind({
		kind: 'measure',
		model: MeasureModel,
		find: (file) => inOrder('measures', file.measures),
		resolve: ({ item, path }, keys) => ({
			...item,
			edition: keys.id('edition', item.edition, `${path}.edition`),
			field: keys.optional('field', item.field, `${path}.field`),
			goal: keys.optional('goal', item.goal, `${path}.goal`),
			municipalities: keys.all('municipality', item.municipalities, `${path}.municipalities`),
			roles: rolesOf(item.roles, keys, path),
			origins: keys.all('measure', item.origins, `${path}.origins`)
		}),
		create: (work, _actor, fields) => createMeasure(work, { ...fields, responsiblePeople: [], origins: [] }),
		change: changeMeasure
	}),
	importKind({
		kind: 'chapter',
		model: ChapterModel,
		find: (file) => inOrder('chapters', file.chapters),
		resolve: ({ item, path }, keys) => ({
			...item,
			edition: keys.id('edition', item.edition, `${path}.edition`),
			origins: keys.all('chapter', item.origins, `${path}.origins`)
		}),
		create: (work, _actor, fields) => createChapter(work, { ...fields, origins: [] }),
		change: changeChapter
	})
];

const undertakings: readonly ImportKind[] = [
	importKind({
		kind: 'project',
		model: ProjectModel,
		find: (file) => inOrder('projects', file.projects),
		resolve: ({ item: { steps: _steps, reports: _reports, ...item }, path }, keys) => ({
			...item,
			municipalities: keys.all('municipality', item.municipalities, `${path}.municipalities`),
			leadMunicipality: keys.optional('municipality', item.leadMunicipality, `${path}.leadMunicipality`),
			roles: rolesOf(item.roles, keys, path),
			links: item.links.map((link, index) => ({
				...link,
				edition: keys.id('edition', link.edition, `${path}.links[${String(index)}].edition`),
				target: link.target && subjectOf(link.target, keys, `${path}.links[${String(index)}].target`)
			})),
			relations: item.relations.map((relation, index) => ({
				...relation,
				project: keys.id('project', relation.project, `${path}.relations[${String(index)}].project`)
			}))
		}),
		// Relations may lead to a project that stands further down: they are set when all projects are there.
		create: (work, _actor, fields) => createProject(work, { ...fields, relations: [], responsiblePeople: [] }),
		change: changeProject
	}),
	importKind({
		kind: 'step',
		model: StepModel,
		find: (file) => within('projects', file.projects, 'steps', (project) => project.steps),
		resolve: ({ item, path, within: project }, keys) => ({
			...item,
			project: keys.id('project', project, path),
			decision: keys.optional('decision', item.decision, `${path}.decision`)
		}),
		create: (work, _actor, fields) => addStep(work, fields),
		change: completeStep
	}),
	importKind({
		kind: 'status-report',
		model: StatusReportModel,
		find: (file) => within('projects', file.projects, 'reports', (project) => project.reports),
		resolve: ({ item, path, within: project }, keys) => ({
			...item,
			project: keys.id('project', project, path),
			corrects: keys.optional('status-report', item.corrects, `${path}.corrects`)
		}),
		create: (work, actor, fields) => reportStatus(work, actor, fields),
		change: null
	}),
	importKind({
		kind: 'assessment',
		model: AssessmentModel,
		find: (file) => inOrder('assessments', file.assessments),
		resolve: ({ item, path }, keys) => ({ ...item, subject: subjectOf(item.subject, keys, `${path}.subject`) }),
		create: (work, actor, fields) => addAssessment(work, actor, fields),
		change: null
	}),
	importKind({
		kind: 'indicator',
		model: IndicatorModel,
		find: (file) => inOrder('indicators', file.indicators),
		resolve: ({ item: { readings: _readings, ...item }, path }, keys) => ({
			...item,
			subject: subjectOf(item.subject, keys, `${path}.subject`),
			origins: keys.all('indicator', item.origins, `${path}.origins`)
		}),
		create: (work, _actor, fields) => createIndicator(work, { ...fields, origins: [] }),
		change: changeIndicator
	}),
	importKind({
		kind: 'reading',
		model: ReadingModel,
		find: (file) => within('indicators', file.indicators, 'readings', (indicator) => indicator.readings),
		resolve: ({ item, path, within: indicator }, keys) => ({
			...item,
			indicator: keys.id('indicator', indicator, path)
		}),
		create: (work, _actor, fields) => addReading(work, fields),
		change: null
	})
];

export const importKinds: readonly ImportKind[] = [...places, ...concept, ...undertakings, ...lineageKinds];
