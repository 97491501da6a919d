/** Remembers which region was looked at last; holds only its key. */
export const REGION_COOKIE = 'konzeptstand_region';
