import type { SymptomBreaks } from '../break.ts';
import { reports } from './reports.ts';
import { addresses } from './addresses.ts';
import { slashes } from './slashes.ts';
import { madeUpValues } from './made-up-values.ts';
import { paths } from './paths.ts';
import { referers } from './referers.ts';

const symptom = 'broken-proxy-banner';

export const brokenProxyBanner: SymptomBreaks = {
  causes: {
    'jenkins-url-differs': {
      symptom,
      title: {
        fr: 'L’URL de Jenkins n’est pas celle de la barre d’adresse',
        en: 'The Jenkins URL is not the one in the address bar',
      },
    },
    'host-not-passed': {
      symptom,
      title: {
        fr: 'Le nom d’hôte demandé n’arrive pas à Jenkins',
        en: 'The host name that was asked for does not reach Jenkins',
      },
    },
    'scheme-not-passed': {
      symptom,
      title: {
        fr: 'Jenkins ne sait pas que la requête était en HTTPS',
        en: 'Jenkins does not know that the request came over HTTPS',
      },
    },
    'port-not-passed': {
      symptom,
      title: {
        fr: 'Le port de l’URL publique se perd',
        en: 'The port of the public URL is lost',
      },
    },
    'slash-decoded': {
      symptom,
      title: {
        fr: 'Le proxy décode la barre oblique encodée (%2F)',
        en: 'The proxy decodes the encoded slash (%2F)',
      },
    },
    'slash-refused': {
      symptom,
      title: {
        fr: 'Le proxy refuse la barre oblique encodée (%2F)',
        en: 'The proxy refuses the encoded slash (%2F)',
      },
    },
    'value-made-up': {
      symptom,
      title: {
        fr: 'Le proxy annonce un schéma ou un port fixe qui n’est pas celui de la requête',
        en: 'The proxy announces a fixed scheme or port that is not that of the request',
      },
    },
    'context-path-missing-in-url': {
      symptom,
      title: {
        fr: 'L’URL de Jenkins n’a pas le chemin de contexte',
        en: 'The Jenkins URL lacks the context path',
      },
    },
    'path-differs': {
      symptom,
      title: {
        fr: 'Le chemin public et celui de Jenkins diffèrent',
        en: 'The public path and that of Jenkins differ',
      },
    },
    'referer-removed': {
      symptom,
      title: {
        fr: 'L’en-tête Referer est retiré en chemin',
        en: 'The Referer header is removed on the way',
      },
    },
  },
  breaks: { ...addresses, ...slashes, ...madeUpValues, ...paths, ...referers },
  reports,
};
