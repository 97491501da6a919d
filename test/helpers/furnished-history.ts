import { newEdition, newField, newGoal, newIndicator, newMeasure } from '@konzeptstand/contract/concept.ts';
import { newAmendment, newChapter } from '@konzeptstand/contract/edition.ts';
import { createAmendment } from '../../backend/concept/amendment.service.ts';
import { createChapter } from '../../backend/concept/chapter.service.ts';
import { EditionModel } from '../../backend/concept/edition.model.ts';
import { createEdition, settleEdition } from '../../backend/concept/edition.service.ts';
import { createField, createGoal, createMeasure } from '../../backend/concept/structure.service.ts';
import { createIndicator } from '../../backend/concept/tracking.service.ts';
import type { Work } from '../../backend/record/record.service.ts';

/** A superseded edition with an erratum, and a draft that carries over what it holds. */
export async function furnishHistory(work: Work) {
	const frozen = await createEdition(work, newEdition.parse({ key: 'rek-1996', year: 1996, title: 'Das erste' }));
	const place = { edition: frozen._id };
	const field = await createField(work, newField.parse({ ...place, code: 'A', title: 'Erstes Feld' }));
	const goal = await createGoal(work, newGoal.parse({ ...place, title: 'Erstes Ziel' }));
	const measure = await createMeasure(work, newMeasure.parse({ ...place, code: 'A 1', title: 'Erste Maßnahme' }));
	const kept = await createMeasure(work, newMeasure.parse({ ...place, code: 'A 2', title: 'Zweite Maßnahme' }));
	const subject = { kind: 'measure' as const, id: kept._id };
	const indicator = await createIndicator(work, newIndicator.parse({ subject, title: 'Betriebe', unit: 'Anzahl' }));
	const chapter = await createChapter(work, newChapter.parse({ ...place, title: 'Vorwort' }));
	const otherEdition = await createEdition(
		work,
		newEdition.parse({ key: 'rek-2002', year: 2002, title: 'Früher', former: frozen._id })
	);
	const next = { edition: otherEdition._id };
	const heir = await createMeasure(
		work,
		newMeasure.parse({ ...next, code: 'A 2', title: 'Zweite', origins: [kept._id] })
	);
	const dropped = {
		droppedField: await createField(work, newField.parse({ ...next, code: 'A', title: 'Feld', origins: [field._id] })),
		droppedGoal: await createGoal(work, newGoal.parse({ ...next, title: 'Ziel', origins: [goal._id] })),
		droppedMeasure: await createMeasure(
			work,
			newMeasure.parse({ ...next, code: 'A 1', title: 'Erste', origins: [measure._id] })
		),
		droppedIndicator: await createIndicator(
			work,
			newIndicator.parse({
				subject: { kind: 'measure', id: heir._id },
				title: 'Betriebe',
				unit: 'Anzahl',
				origins: [indicator._id]
			})
		),
		droppedChapter: await createChapter(
			work,
			newChapter.parse({ ...next, title: 'Vorwort', position: 0, origins: [chapter._id] })
		)
	};
	await settleEdition(work, frozen._id, 'superseded');
	const adopted = await createEdition(work, newEdition.parse({ key: 'rek-1990', year: 1990, title: 'Lange davor' }));
	await work.update(EditionModel, adopted._id, null, { state: 'superseded', adoption: adoptedHere(work.sequence) });
	const amendment = await createAmendment(
		work,
		newAmendment.parse({ edition: frozen._id, type: 'erratum', title: 'Druckfehler', text: 'Richtig: 3.' })
	);
	const of = {
		frozenEdition: frozen._id,
		frozenMeasure: measure._id,
		adoptedEditions: adopted._id,
		amendments: amendment._id,
		...idsOf(dropped)
	};
	return { otherEdition, of };
}

/** An adoption whose documents nobody has made yet. */
const adoptedHere = (sequence: number) => ({
	date: '1990',
	text: null,
	decision: null,
	results: [],
	sources: [],
	sequence,
	documents: []
});

/** What is merged into the other things of its kind, what is split, and a chapter that others can follow. */
export async function furnishReshaping(work: Work, edition: string) {
	const place = { edition };
	const chapter = (title: string, position: number) =>
		createChapter(work, newChapter.parse({ ...place, title, position }));
	return idsOf({
		secondField: await createField(work, newField.parse({ ...place, code: 'S', title: 'Siedlung' })),
		secondGoal: await createGoal(work, newGoal.parse({ ...place, title: 'Wohnen' })),
		secondMeasure: await createMeasure(work, newMeasure.parse({ ...place, code: 'S 1', title: 'Wohnungen' })),
		splitField: await createField(work, newField.parse({ ...place, code: 'T', title: 'Tourismus' })),
		splitGoal: await createGoal(work, newGoal.parse({ ...place, title: 'Gäste' })),
		splitMeasure: await createMeasure(work, newMeasure.parse({ ...place, code: 'T 1', title: 'Wege' })),
		movedChapter: await chapter('Lage', 9),
		otherChapter: await chapter('Leitbild', 1),
		secondChapter: await chapter('Zukunft', 2),
		splitChapter: await chapter('Beteiligung', 3)
	});
}

function idsOf<K extends string>(items: Record<K, { _id: string }>): Record<K, string> {
	return Object.fromEntries(Object.entries<{ _id: string }>(items).map(([name, { _id }]) => [name, _id])) as never;
}
