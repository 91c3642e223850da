import type { PortLimit } from '#conf';

/** Without `Listen`: right where Apache already listens, on 443 and 80. */
export const defaultPort: PortLimit = {
  only: 'default',
  otherwise: {
    fr: 'Pour `{scheme}://{host}{port-suffix}`, ajoutez `Listen {port}` au-dessus de la première ligne\u00A0: Apache n’écoute pas encore sur ce port. Le même fichier avec cette ligne\u00A0:',
    en: 'For `{scheme}://{host}{port-suffix}`, add `Listen {port}` above the first line: Apache does not listen on that port yet. The same file with that line:',
  },
  section: 'other-port',
  title: { fr: 'Un autre port public', en: 'Another public port' },
};

/** With `Listen`, which Apache takes only once for a port. */
export const anotherPort: PortLimit = {
  only: 'other',
  otherwise: {
    fr: 'Pour `{scheme}://{host}{port-suffix}`, sans numéro de port, retirez la ligne `Listen {port}`\u00A0: Apache écoute déjà sur ce port et refuse de l’ouvrir deux fois. Le même fichier sans cette ligne\u00A0:',
    en: 'For `{scheme}://{host}{port-suffix}`, which has no port number, leave out the line `Listen {port}`: Apache already listens on that port and refuses to open it twice. The same file without that line:',
  },
  section: 'configuration',
  title: { fr: 'La configuration', en: 'The configuration' },
};
