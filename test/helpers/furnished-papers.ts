import { newPaper } from '@konzeptstand/contract/paper.ts';
import { createPaper } from '../../backend/council/paper.service.ts';
import type { Work } from '../../backend/record/record.service.ts';

/** An open paper on which the body has still to decide. */
export async function furnishPaper(work: Work, body: string, project: string): Promise<{ papers: string }> {
	const fields = {
		title: 'Radweg bauen',
		proposal: 'Der Radweg wird gebaut.',
		body,
		subjects: [{ kind: 'project', id: project }],
		effects: [{ type: 'project.approve', subject: project }]
	};
	return { papers: (await createPaper(work, newPaper.parse(fields)))._id };
}
