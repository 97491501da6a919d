import { readConfiguration } from '../../backend/configuration.ts';
import { engineTiers } from '../../backend/foundation/database/engine-tiers.ts';
import type { EngineTier } from '../../backend/foundation/database/engine.ts';

/** The tiers that the product would use on this machine, whatever else its environment says. */
export function testEngineTiers(): EngineTier[] {
	const { PATH, MONGOMS_SYSTEM_BINARY } = process.env;
	return engineTiers(readConfiguration({ PATH, MONGOMS_SYSTEM_BINARY }));
}
