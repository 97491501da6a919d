import { overwriteGetLocale } from '#lib/paraglide/runtime.js';

// the server has decided; the browser must not come to another answer from its own settings
overwriteGetLocale(() => (document.documentElement.lang === 'en' ? 'en' : 'de'));

document.documentElement.dataset.scripts = 'on';
