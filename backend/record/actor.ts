/** Who acts. Only ids: names are personal data and stand with the person. */
export interface Actor {
	kind: 'person' | 'link' | 'system' | 'public';
	id: string;
}

export const SYSTEM: Actor = { kind: 'system', id: 'system' };

/** The chain of the installation itself: people, security events. It is no region that anybody reads. */
export const INSTALLATION = 'installation';
