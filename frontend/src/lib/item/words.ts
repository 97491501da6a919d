import type { Assessment, Measure } from '@konzeptstand/contract/concept.ts';
import type { Decision } from '@konzeptstand/contract/decision.ts';
import type { Project } from '@konzeptstand/contract/project.ts';
import type { Milestone, Party } from '@konzeptstand/contract/region.ts';
import type { ItemKind, PartyRole } from '@konzeptstand/contract/values.ts';
import { m } from '#lib/paraglide/messages.js';

/** The contract's words as readers know them; one table each, checked by the compiler to be complete. */

const PARTY_KINDS: Record<Party['kind'], () => string> = {
	municipality: m.edit_party_municipality,
	cooperation: m.edit_party_cooperation,
	district: m.edit_party_district,
	state: m.edit_party_state,
	federal: m.edit_party_federal,
	authority: m.edit_party_authority,
	company: m.edit_party_company,
	association: m.edit_party_association,
	other: m.edit_party_other
};
export const PARTY_KINDS_NAMED = Object.keys(PARTY_KINDS) as Party['kind'][];
export const partyKindName = (kind: Party['kind']) => PARTY_KINDS[kind]();

const ROLES: Record<PartyRole, () => string> = {
	responsible: m.edit_role_responsible,
	carrier: m.edit_role_carrier,
	partner: m.edit_role_partner,
	'grant-recipient': m.edit_role_grant_recipient,
	administrator: m.edit_role_administrator,
	'approving-authority': m.edit_role_approving_authority,
	funder: m.edit_role_funder
};
export const PARTY_ROLES = Object.keys(ROLES) as PartyRole[];
export const partyRoleName = (role: PartyRole) => ROLES[role]();

const PRIORITIES: Record<NonNullable<Measure['priority']>, () => string> = {
	high: m.edit_priority_high,
	medium: m.edit_priority_medium,
	low: m.edit_priority_low
};
export const priorityName = (priority: Measure['priority']) =>
	priority === null ? m.unknown() : PRIORITIES[priority]();

const MILESTONE_KINDS: Record<Milestone['kind'], () => string> = {
	contract: m.edit_milestone_contract,
	award: m.edit_milestone_award,
	forum: m.edit_milestone_forum,
	opening: m.edit_milestone_opening,
	decision: m.edit_milestone_decision,
	concept: m.edit_milestone_concept,
	event: m.edit_milestone_event
};
export const milestoneKindName = (kind: Milestone['kind']) => MILESTONE_KINDS[kind]();

const DECISION_RESULTS: Record<Decision['result'], () => string> = {
	accepted: m.edit_result_accepted,
	rejected: m.edit_result_rejected,
	recommended: m.edit_result_recommended,
	postponed: m.edit_result_postponed,
	unknown: m.unknown
};
export const decisionResultName = (result: Decision['result']) => DECISION_RESULTS[result]();

const ASSESSMENT_KINDS: Record<Assessment['kind'], () => string> = {
	outcome: m.item_assessment_outcome,
	outlook: m.item_assessment_outlook
};
export const assessmentKindName = (kind: Assessment['kind']) => ASSESSMENT_KINDS[kind]();

type Relation = Project['relations'][number];
const RELATIONS: Record<Relation['kind'], { own: () => string; inverse: () => string }> = {
	'part-of': { own: m.project_part_of, inverse: m.project_has_part },
	continues: { own: m.project_continues, inverse: m.project_continued_by },
	'merged-into': { own: m.project_merged_into, inverse: m.project_absorbed }
};
/** How another project is related, read from the page's project. */
export const relationName = ({ kind, isInverse }: Pick<Relation, 'kind' | 'isInverse'>) =>
	isInverse ? RELATIONS[kind].inverse() : RELATIONS[kind].own();

const KINDS: Record<ItemKind, () => string> = {
	region: m.item_kind_region,
	municipality: m.item_kind_municipality,
	party: m.edit_party,
	body: m.item_kind_body,
	milestone: m.edit_milestone,
	person: m.item_kind_person,
	membership: m.item_kind_membership,
	'security-event': m.item_kind_security_event,
	decision: m.edit_decision,
	edition: m.edition,
	field: m.concept_kind_field,
	goal: m.concept_kind_goal,
	measure: m.concept_kind_measure,
	project: m.concept_kind_project,
	step: m.edit_step,
	'status-report': m.item_kind_status_report,
	assessment: m.edit_assessment,
	indicator: m.edit_indicator,
	reading: m.edit_reading,
	chapter: m.writing_chapter,
	omission: m.writing_omission,
	separation: m.writing_separation,
	amendment: m.writing_amendment_or_erratum,
	attachment: m.writing_file,
	document: m.item_kind_document,
	'template-file': m.item_kind_template_file,
	'status-round': m.round_kind_round,
	'round-invitation': m.round_kind_invitation,
	'round-answer': m.round_kind_answer,
	import: m.item_kind_import,
	'import-mapping': m.item_kind_import_mapping,
	meeting: m.item_kind_meeting,
	'agenda-item': m.item_kind_agenda_item,
	paper: m.item_kind_paper,
	task: m.item_kind_task,
	'calendar-feed': m.item_kind_calendar_feed
};
export const ITEM_KINDS = Object.keys(KINDS) as ItemKind[];
export const itemKindName = (kind: ItemKind) => KINDS[kind]();
