/** Stands for "none" in a select, where an empty value means that nothing was chosen. */
export const NOTHING = 'none';
