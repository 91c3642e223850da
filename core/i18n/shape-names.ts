import type { Shape } from '../settings/shape.ts';
import type { Translated } from './locales.ts';

/** The shapes of a URL in words; apart from the dictionaries, since the panel's script needs them alone. */
export const shapeNames: Translated<Readonly<Record<Shape, string>>> = {
  fr: {
    'https-host': 'HTTPS, nom d’hôte propre à Jenkins',
    'https-path': 'HTTPS, sous un chemin',
    'http-host': 'HTTP, nom d’hôte propre à Jenkins',
    'http-path': 'HTTP, sous un chemin',
  },
  en: {
    'https-host': 'HTTPS, host name of its own',
    'https-path': 'HTTPS, under a path',
    'http-host': 'HTTP, host name of its own',
    'http-path': 'HTTP, under a path',
  },
};
