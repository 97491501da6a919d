import type { PackageManifest } from '@konzeptstand/contract/region-package.ts';
import type { Verification } from '@konzeptstand/contract/record.ts';
import { keepFile } from '../../foundation/files/files.ts';
import { record } from '../../record/record.service.ts';
import { isKept, takeOver, verifyArrival } from '../../record/transfer.service.ts';
import { findRegionByKey } from '../../region/region.service.ts';
import { refusePackage } from './package-refusal.ts';
import { PackageFile } from './read-package.ts';

export { packageOf } from './write-package.ts';

export interface Arrival {
	region: PackageManifest['region'];
	counts: PackageManifest['counts'];
	/** Of the record as it is kept here now. */
	verification: Verification;
}

/**
 * Takes a region over from a package. Everything in it is recomputed before anything is written: checksums, the chain,
 * each item against its last version and the shape of its kind. People are not part of it: the ids of who acted stay in
 * the record, and whoever is to work here is invited here.
 * @throws ApplicationError invalid_input, saying why the package is refused; nothing has been written then
 */
export async function importPackage(path: string): Promise<Arrival> {
	const file = await PackageFile.open(path);
	try {
		const { region, counts } = file.manifest;
		if ((await isKept(region.id)) || (await findRegionByKey(region.key)))
			refusePackage('package_region_there', { key: region.key });
		await file.checkParts();
		const { broken } = await verifyArrival(region.id, file);
		if (broken) refusePackage('package_record', { sequence: broken.sequence ?? '–', code: broken.code });
		// Kept before anything names them, as every file is; what no region comes to name is swept away after a day.
		for (const address of file.files) await keepFile(await file.file(address));
		await takeOver(region.id, file);
		return { region, counts, verification: await record.verify(region.id) };
	} finally {
		file.close();
	}
}
