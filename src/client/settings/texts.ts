import { isLocale } from '../../../core/i18n/locales.ts';
import { settingsStrings } from '../../../core/i18n/settings.ts';

const { lang } = document.documentElement;

/** What the panel says, in the language of the page. */
export const texts = settingsStrings(isLocale(lang) ? lang : 'en');
