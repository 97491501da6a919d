import { setTimeout as wait } from 'node:timers/promises';
import { mongo } from 'mongoose';

export const REPLICA_SET = 'konzeptstand';
export const DATABASE_USER = 'konzeptstand';
const PRIMARY_MS = 30_000;

type ReplicaSetConfig = { version: number; members: { host: string }[] };

/**
 * Makes the server on this port a one-node replica set that the product's user can sign in to. Works on an empty data
 * folder, on one last used on another port, and on one whose first start was cut short at any point: the key file lets
 * us in as the server's own internal user, before any user exists.
 */
export async function prepareReplicaSet(port: number, key: string, password: string): Promise<void> {
	const client = new mongo.MongoClient(`mongodb://127.0.0.1:${port}`, {
		directConnection: true,
		auth: { username: '__system', password: key },
		authSource: 'local',
		authMechanism: 'SCRAM-SHA-256',
		serverSelectionTimeoutMS: 10_000
	});
	try {
		const admin = client.db('admin');
		await placeOnPort(admin, `127.0.0.1:${port}`);
		await waitForPrimary(admin);
		await grantUser(admin, password);
	} finally {
		await client.close();
	}
}

async function placeOnPort(admin: mongo.Db, host: string): Promise<void> {
	const known = await readConfig(admin);
	if (known === null) {
		await admin.command({ replSetInitiate: { _id: REPLICA_SET, members: [{ _id: 0, host }] } });
	} else if (known.members[0]?.host !== host) {
		const moved = { ...known, version: known.version + 1, members: [{ ...known.members[0], host }] };
		await admin.command({ replSetReconfig: moved, force: true });
	}
}

async function readConfig(admin: mongo.Db): Promise<ReplicaSetConfig | null> {
	try {
		return (await admin.command({ replSetGetConfig: 1 }))['config'] as ReplicaSetConfig;
	} catch (error) {
		if (error instanceof mongo.MongoServerError && error.codeName === 'NotYetInitialized') return null;
		throw error;
	}
}

async function waitForPrimary(admin: mongo.Db): Promise<void> {
	const end = Date.now() + PRIMARY_MS;
	while (Date.now() < end) {
		if ((await admin.command({ hello: 1 }))['isWritablePrimary'] === true) return;
		await wait(25);
	}
	throw new Error(`the database did not become ready within ${PRIMARY_MS / 1000} seconds`);
}

async function grantUser(admin: mongo.Db, password: string): Promise<void> {
	const user = { pwd: password, roles: ['root'] };
	const { users } = await admin.command({ usersInfo: DATABASE_USER });
	await admin.command(
		(users as unknown[]).length === 0 ? { createUser: DATABASE_USER, ...user } : { updateUser: DATABASE_USER, ...user }
	);
}
