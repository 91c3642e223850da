import { once } from 'node:events';
import { createServer } from 'node:https';
import type { Settings } from '#settings';
import { slotValues } from '#conf';
import type { Companion } from '../driver.ts';

/** The names that the example gives to the sign-in provider and to Pomerium's own sign-in service. */
export const providerName = (settings: Settings): string =>
  `accounts.${slotValues.domain(settings)}`;
export const authenticateName = (settings: Settings): string =>
  `authenticate.${slotValues.domain(settings)}`;

/** Who signs in at the provider, which asks for no password. */
export const person = { email: 'alice', name: 'Alice', groups: ['developers'] } as const;

/**
 * An OpenID Connect provider with TLS of its own, as an organization runs one: whoever comes is
 * signed in at once as `person`, in the domain of the e-mail addresses that the example lets in.
 */
export const startProvider: Companion = async ({ address, settings, certificate, key }) => {
  const { OAuth2Issuer, OAuth2Service } = await import('oauth2-mock-server');
  const issuer = new OAuth2Issuer();
  issuer.url = `https://${providerName(settings)}`;
  await issuer.keys.generate('RS256');
  const service = new OAuth2Service(issuer);
  const claims = {
    email: `${person.email}@${slotValues.domain(settings)}`,
    email_verified: true,
    name: person.name,
    groups: [...person.groups],
  };
  service.on('beforeTokenSigning', (token: { payload: object }) => {
    Object.assign(token.payload, claims);
  });
  service.on('beforeUserinfo', (response: { body: object }) => {
    Object.assign(response.body, claims);
  });
  const server = createServer({ cert: certificate, key }, service.requestHandler);
  server.listen(443, address);
  await once(server, 'listening');
  return {
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
