/** The concept's lists as tables, for rooms that read them back. Without a database: whoever reads files from outside has none. */

export { fieldTable, goalTable, measureTable, projectTable } from './tables.ts';
