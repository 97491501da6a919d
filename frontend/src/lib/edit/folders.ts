/** Folders of what can be written, in addresses of pages and API alike. */
export const FOLDERS = [
	'editions',
	'fields',
	'goals',
	'measures',
	'projects',
	'steps',
	'indicators',
	'readings',
	'assessments',
	'parties',
	'milestones',
	'decisions',
	'chapters',
	'amendments',
	'attachments',
	'bodies',
	'papers'
] as const;
export type Folder = (typeof FOLDERS)[number];

export const isFolder = (text: string): text is Folder => (FOLDERS as readonly string[]).includes(text);
