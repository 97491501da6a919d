import type { Session } from '@konzeptstand/contract/account.ts';
import type { Language } from '@konzeptstand/contract/values.ts';
import type { Theme } from '#lib/theme.ts';

declare global {
	namespace App {
		interface Error {
			message: string;
			/** the API's error code, where there is one */
			code?: string;
		}
		interface Locals {
			/** null: nobody is signed in */
			person: Session['person'];
			memberships: Session['memberships'];
			needsSetup: boolean;
			language: Language;
			theme: Theme;
			/** Set-Cookie lines of the API that go on to the browser as they are */
			cookiesToForward: string[];
		}
	}
}

export {};
