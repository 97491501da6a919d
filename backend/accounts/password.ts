import { randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** Argon2id with OWASP's least settings. Source: OWASP Password Storage Cheat Sheet (19 MiB, 2 passes, 1 lane). */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Nothing that is mistaken for something else when it is read from paper: no 0 O 1 l i o. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';

/** PHC text of an argon2id hash, its own salt included. */
export function hashPassword(password: string): Promise<string> {
	return hash(password, COST);
}

/** Whether the password is the one of this hash. A text that is no hash matches nothing. */
export function isPassword(hashed: string, password: string): Promise<boolean> {
	return verify(hashed, password).catch(() => false);
}

/** A new password of four groups, about 79 bits, to be shown once. */
export function generatePassword(): string {
	const letter = (): string => ALPHABET.charAt(randomInt(ALPHABET.length));
	const group = (): string => Array.from({ length: 4 }, letter).join('');
	return Array.from({ length: 4 }, group).join('-');
}
