import type { z } from 'zod';
import type { templateFileSummary } from '@konzeptstand/contract/template-file.ts';
import { inLanguage } from '#lib/language.ts';
import { m } from '#lib/paraglide/messages.js';

export type TemplateFileSummary = z.output<typeof templateFileSummary>;

const PARTIALS = 'partials.';

/** "Baustein „massnahme“"; of a template its key. */
export const partialName = (name: string): string =>
	name.startsWith(PARTIALS) ? m.workshop_partial_named({ name: name.slice(PARTIALS.length) }) : name;

/** How a template or partial is called on screen. */
export const fileTitle = ({ name, title }: Pick<TemplateFileSummary, 'name' | 'title'>): string =>
	title ? inLanguage(title.de, title.en) : partialName(name);

/** Whose text is used, in one line. */
export const originText = ({ origin }: Pick<TemplateFileSummary, 'origin'>): string =>
	origin === 'own' ? m.workshop_origin_own() : m.workshop_origin_shipped();
