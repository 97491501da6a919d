import type { Decision, EffectState, VoteCast } from '@konzeptstand/contract/decision.ts';
import type { ControlState, Task } from '@konzeptstand/contract/follow-up.ts';
import type { Attendance, ItemOutcome, ItemType, MeetingKind, MeetingState } from '@konzeptstand/contract/meeting.ts';
import type { PaperState } from '@konzeptstand/contract/paper.ts';
import type { Words } from './words.ts';

/** The words that documents of the council use for the values of the data dictionary. */

export const DECISION_RESULT_WORDS: Words<Decision['result']> = {
	de: {
		accepted: 'angenommen',
		rejected: 'abgelehnt',
		recommended: 'empfohlen',
		postponed: 'vertagt',
		unknown: 'nicht bekannt'
	},
	en: {
		accepted: 'accepted',
		rejected: 'rejected',
		recommended: 'recommended',
		postponed: 'postponed',
		unknown: 'not known'
	}
};
export const EFFECT_STATE_WORDS: Words<EffectState> = {
	de: {
		none: 'ohne weitere Wirkung',
		waiting: 'noch nicht in Kraft: Beschlüsse anderer Räte stehen aus',
		'in-force': 'in Kraft',
		failed: 'beschlossen, aber noch nicht vollziehbar',
		annulled: 'aufgehoben, bevor er in Kraft trat'
	},
	en: {
		none: 'sets nothing in motion',
		waiting: 'not in force yet: other councils have still to decide',
		'in-force': 'in force',
		failed: 'decided, but cannot take effect yet',
		annulled: 'annulled before it took effect'
	}
};
export const VOTE_WORDS: Words<VoteCast['vote']> = {
	de: { yes: 'Ja', no: 'Nein', abstained: 'Enthaltung', absent: 'nicht anwesend' },
	en: { yes: 'yes', no: 'no', abstained: 'abstained', absent: 'absent' }
};
export const ATTENDANCE_WORDS: Words<Attendance['state']> = {
	de: { present: 'anwesend', deputy: 'vertreten', excused: 'entschuldigt', absent: 'nicht anwesend' },
	en: { present: 'present', deputy: 'by deputy', excused: 'excused', absent: 'absent' }
};
export const ITEM_TYPE_WORDS: Words<ItemType> = {
	de: { information: 'Information', discussion: 'Beratung', decision: 'Beschluss' },
	en: { information: 'information', discussion: 'discussion', decision: 'decision' }
};
export const ITEM_OUTCOME_WORDS: Words<ItemOutcome> = {
	de: {
		open: 'noch offen',
		noted: 'zur Kenntnis genommen',
		decided: 'entschieden',
		postponed: 'vertagt',
		referred: 'verwiesen',
		removed: 'abgesetzt'
	},
	en: {
		open: 'still open',
		noted: 'taken note of',
		decided: 'decided',
		postponed: 'postponed',
		referred: 'referred',
		removed: 'taken off'
	}
};
export const MEETING_KIND_WORDS: Words<MeetingKind> = {
	de: {
		ordinary: 'Sitzung',
		extraordinary: 'Außerordentliche Sitzung',
		circulation: 'Umlaufverfahren',
		urgent: 'Eilentscheidung'
	},
	en: {
		ordinary: 'Meeting',
		extraordinary: 'Extraordinary meeting',
		circulation: 'Decision in writing',
		urgent: 'Urgent decision'
	}
};
export const MEETING_STATE_WORDS: Words<MeetingState> = {
	de: {
		planned: 'geplant',
		invited: 'eingeladen',
		held: 'gehalten',
		'minutes-drafted': 'gehalten, Niederschrift im Entwurf',
		'minutes-approved': 'gehalten, Niederschrift genehmigt',
		cancelled: 'abgesagt'
	},
	en: {
		planned: 'planned',
		invited: 'invited',
		held: 'held',
		'minutes-drafted': 'held, minutes in draft',
		'minutes-approved': 'held, minutes approved',
		cancelled: 'cancelled'
	}
};
export const PAPER_STATE_WORDS: Words<PaperState> = {
	de: {
		open: 'noch nicht entschieden',
		'in-force': 'in Kraft',
		rejected: 'abgelehnt',
		failed: 'beschlossen, aber noch nicht vollziehbar',
		withdrawn: 'zurückgezogen'
	},
	en: {
		open: 'not decided yet',
		'in-force': 'in force',
		rejected: 'rejected',
		failed: 'decided, but cannot take effect yet',
		withdrawn: 'withdrawn'
	}
};
export const CONTROL_STATE_WORDS: Words<ControlState> = {
	de: {
		overdue: 'überfällig',
		open: 'offen',
		'under-way': 'in Arbeit',
		done: 'erledigt',
		nothing: 'ohne Aufgabe'
	},
	en: { overdue: 'overdue', open: 'open', 'under-way': 'under way', done: 'done', nothing: 'without a task' }
};
export const TASK_STATE_WORDS: Words<Task['state']> = {
	de: { open: 'offen', 'under-way': 'in Arbeit', done: 'erledigt' },
	en: { open: 'open', 'under-way': 'under way', done: 'done' }
};
