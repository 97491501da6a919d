/** Twentieths of a point, in which WordprocessingML measures. */
export const twips = (millimetres: number): number => Math.round((millimetres * 1440) / 25.4);
/** Half points, in which it measures type. */
export const halfPoints = (points: number): number => Math.round(points * 2);
/** English metric units, in which drawings are measured. */
export const emu = (millimetres: number): number => Math.round(millimetres * 36_000);
