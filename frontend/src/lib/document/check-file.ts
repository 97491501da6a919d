import type { z } from 'zod';
import type { documentCheckResult } from '@konzeptstand/contract/document.ts';

/**
 * Asks whether the product made this file. Its hash is computed here and the file stays where it is; only where the
 * browser has no hashes (over plain http) the file itself is sent, to be hashed and forgotten.
 * @param address of the API's check
 * @throws Error when there is no answer
 */
export async function checkFile(address: string, file: Blob): Promise<z.output<typeof documentCheckResult>> {
	// undefined over plain http, whatever the types say
	const subtle = globalThis.crypto.subtle as SubtleCrypto | undefined;
	const init: RequestInit = subtle
		? {
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ sha256: hexOf(await subtle.digest('SHA-256', await file.arrayBuffer())) })
			}
		: { headers: { 'content-type': 'application/octet-stream' }, body: file };
	const response = await fetch(address, { method: 'POST', ...init });
	if (!response.ok) throw new Error(`${response.status}`);
	return (await response.json()) as z.output<typeof documentCheckResult>;
}

function hexOf(bytes: ArrayBuffer): string {
	return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
