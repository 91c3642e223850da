import type { Translated } from '#i18n';

/** What a machine must be for a command to be typed there; the tests follow those of Debian. */
export type System = 'debian' | 'redhat' | 'container' | 'windows';

/** Where a command is typed, in words, and the system that this takes where it takes a certain one. */
export interface Where extends Translated {
  readonly system?: System;
  /** Which end of the wire it is typed at, where only one will do. */
  readonly seat?: 'machine' | 'elsewhere';
}

export const debian: Where = { system: 'debian', fr: 'Debian, Ubuntu', en: 'Debian, Ubuntu' };
export const redHat: Where = {
  system: 'redhat',
  fr: 'RHEL, Fedora et dérivés',
  en: 'RHEL, Fedora and relatives',
};
export const container: Where = { system: 'container', fr: 'Conteneur', en: 'Container' };
/** The packages of Jenkins, wherever systemd starts it. */
export const packages: Where = { fr: 'Paquets Linux (systemd)', en: 'Linux packages (systemd)' };

export const onTheProxy: Where = {
  seat: 'machine',
  fr: 'Là où tourne le proxy',
  en: 'Where the proxy runs',
};
export const thisMachine: Where = {
  seat: 'machine',
  fr: 'La machine de Jenkins',
  en: 'The machine of Jenkins',
};
export const elsewhere: Where = { seat: 'elsewhere', fr: 'Un autre poste', en: 'Another machine' };
