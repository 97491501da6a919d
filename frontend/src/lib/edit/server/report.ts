import { error } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import type { Project, StatusReport } from '@konzeptstand/contract/project.ts';
import type { Region } from '@konzeptstand/contract/region.ts';
import { dateText, percentText, todayIn } from '#lib/format.ts';
import { nameOf } from '#lib/language.ts';
import { links } from '#lib/links.ts';
import { statusLabel } from '#lib/status.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { m } from '#lib/paraglide/messages.js';
import { apiGet, apiSend } from '#lib/server/api.ts';
import { CARRIED } from '../edit-failure.ts';
import { reportFields } from '../things/report.ts';
import { toValues } from '../values.ts';
import { backOf, carriedBack } from './back.ts';
import { leaveNotice } from './notice.ts';
import { apiPath } from './pages.ts';
import { goBack, isSubmitted, readSubmitted, refused } from './saving.ts';

type ReportEvent = RequestEvent<{ region: string; id: string }>;

function reportToCorrect(project: Project, id: string | null): StatusReport | null {
	if (id === null) return null;
	const found = project.reports.find((report) => report.id === id);
	if (!found || found.correctedBy) error(404, { message: m.edit_report_gone() });
	return found;
}

/** The form is filled with how the project stands now, or with the report that is corrected. */
export async function loadReport(event: ReportEvent, region: Region) {
	const project = await apiGet<Project>(event, apiPath(event, 'projects', event.params.id));
	if (!project.mayReport) error(403, { message: m.error_forbidden_text(), code: 'not_permitted' });
	const corrected = reportToCorrect(project, event.url.searchParams.get('corrects'));
	const { status, isDelayed, delayReason } = project.current;
	// a project that is taken up again does not begin where it was done
	const progress = status === 'completed' ? null : project.current.progress;
	const filled = corrected
		? { ...corrected, reason: null }
		: { status, progress, isDelayed, delayReason, asOf: todayIn(region), basis: 'stated' };
	return {
		project: { id: project.id, name: nameOf(project), current: project.current },
		corrected,
		values: toValues(reportFields(corrected !== null), filled, getLocale()),
		back: backOf(event, links.project(region.key, project.id)),
		idempotencyKey: crypto.randomUUID()
	};
}

export async function actReport(event: ReportEvent) {
	const corrects = event.url.searchParams.get('corrects');
	const fields = reportFields(corrects !== null);
	const read = await readSubmitted(event, fields);
	if (!isSubmitted(read)) return read;
	const before = await apiGet<Project>(event, apiPath(event, 'projects', event.params.id));
	const sent = await apiSend<StatusReport>(
		event,
		'POST',
		`${apiPath(event, 'projects', event.params.id)}/reports`,
		{ ...read.body, corrects },
		{ key: read.form.text(CARRIED.key) }
	);
	if (!sent.ok) return refused(fields, read, sent.problem);
	const { status, progress, asOf, isDelayed, id } = sent.data;
	const details = [
		...(progress === null ? [] : [m.edit_report_saved_progress({ progress: percentText(progress) })]),
		...(isDelayed ? [m.flag_delayed()] : []),
		m.edit_report_saved_as_of({ date: dateText(asOf) }),
		m.edit_report_saved_before({ status: inOneWord(before.current) })
	];
	leaveNotice(event.cookies, event.url, {
		text: m.edit_report_saved({ project: nameOf(before), status: statusLabel(status) }),
		said: details.join(', '),
		details: [],
		link: {
			href: `${links.report(event.params.region, event.params.id)}?corrects=${id}`,
			label: m.edit_report_correct()
		}
	});
	return goBack(carriedBack(read.form.text(CARRIED.back), links.project(event.params.region, event.params.id)));
}

function inOneWord({ status, progress }: Project['current']): string {
	return [statusLabel(status), ...(progress === null ? [] : [percentText(progress)])].join(' ');
}
