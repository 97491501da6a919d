import type { Status } from '@konzeptstand/contract/status.ts';
import type { ProjectItem } from '../../concept/project.model.ts';
import { countedProgress } from '../../concept/roll-up.service.ts';
import { STATUS_WORDS } from '../../concept/list.service.ts';
import type { Doubts, DoubtSeed } from './doubts.ts';
import type { ListItem } from './list-items.ts';
import type { ReadRow } from './read-rows.ts';
import { fitsStatus } from './read-values.ts';

type Place = Pick<DoubtSeed, 'sheet' | 'sheetIndex' | 'row' | 'column' | 'field'>;

/**
 * A project's progress goes with its status. Without one in its row it goes with the status that stands; where none is
 * known, one is asked for. A list of the product always has both.
 * @param place of the progress in its row
 */
export function settleProgress(row: ReadRow, item: ListItem, isOwnList: boolean, place: Place, doubts: Doubts): void {
	const { status, progress } = row.values;
	if (progress === undefined) return;
	const current = item.level === 'project' ? (item.held as ProjectItem | null)?.current : undefined;
	if (status === undefined) {
		const isOfProject = item.level === 'project' || row.withProject;
		if (isOfProject) settleLone(row, progress, current?.status ?? 'unknown', place, doubts);
	} else if (isOwnList) {
		// A progress that still stands there from the former status says nothing of a new one.
		if (isKnownExactly(item) && current && current.status !== status && countedProgress(current) === progress)
			forget(row);
		else if (!fitsStatus(status, progress) && contradicts(row, progress, place, doubts)) forget(row);
	}
}

const isKnownExactly = ({ matchedBy }: ListItem): boolean => matchedBy === 'id' || matchedBy === 'key';

function settleLone(row: ReadRow, progress: number, standing: Status, place: Place, doubts: Doubts): void {
	if (fitsStatus(standing, progress)) return;
	if (standing !== 'unknown') {
		if (contradicts(row, progress, place, doubts)) forget(row);
		return;
	}
	const meant = progress === 100 ? 'completed' : progress === 0 ? 'planned' : 'running';
	const decision = doubts.add(row.doubts, {
		...place,
		code: 'progress_without_status',
		value: `${String(progress)} %`,
		choices: ['empty', 'leave-out'],
		proposal: { text: STATUS_WORDS[meant], value: meant }
	});
	if (decision?.choice === 'proposal') row.values = { ...row.values, status: meant };
	else if (decision) forget(row);
}

/** @returns whether something was decided about it */
function contradicts(row: ReadRow, progress: number, place: Place, doubts: Doubts): boolean {
	const choices = ['empty', 'leave-out'] as const;
	const value = `${String(progress)} %`;
	return doubts.add(row.doubts, { ...place, code: 'progress_contradiction', value, choices }) !== null;
}

function forget(row: ReadRow): void {
	const { progress: _progress, ...others } = row.values;
	void _progress;
	row.values = others;
}
