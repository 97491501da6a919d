export declare const rooms: readonly string[];
export declare function findWrongArrows(
	files: ReadonlyMap<string, string>
): { from: string; to: string; protects: string }[];
