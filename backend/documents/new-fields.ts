import { record, SYSTEM } from '../record/record.service.ts';
import { DocumentModel, NOT_OF_THE_COUNCIL } from './document.model.ts';

/** Gives kept documents of before there were any of the council what says that they are none of it: nothing new is said. */
export async function fillInAudience(): Promise<void> {
	const old = { audience: { $exists: false } };
	for (const region of await DocumentModel.distinct('region', old))
		await record.change(SYSTEM, { region, action: 'schema.audience' }, async (work) => {
			const ids = await DocumentModel.distinct('_id', { region, ...old }).session(work.session);
			for (const id of ids) await work.update(DocumentModel, id, null, { ...NOT_OF_THE_COUNCIL });
		});
}
