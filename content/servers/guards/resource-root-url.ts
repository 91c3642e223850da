import { conf, host, port, slot } from '#conf';
import type { ServerId } from '../index.ts';
import type { Guard, WithoutGuard } from './guard.ts';

/** The second name, beside that of Jenkins: what users made is served under it. */
const files = conf`jenkins-files.${slot('domain')}`;
const filesRegex = conf`jenkins-files\.${slot('domain', 'regex')}`;
const ownRegex = slot('authority', 'regex');

const sameRegex = conf`^${ownRegex}(:${port})?$`;
const eitherRegex = conf`^(${ownRegex}|${filesRegex})(:${port})?$`;

const nginxComment = conf`
  # ${{
    fr: "Jenkins forme ses liens d'après Host : un autre nom ne l'atteint pas.",
    en: 'Jenkins builds its links from Host: another name does not reach it.',
  }}
`;

const traefikEnd = conf`
  to-https:
    entryPoints: [web]
`;

/** The same rules and the same certificate for two names; Jenkins tells them apart by `Host`. */
export const resourceRootUrl: Readonly<Partial<Record<ServerId, Guard>>> = {
  nginx: {
    changes: [
      {
        from: conf`
          server_name ${host};
          ${nginxComment}
          if ($http_host !~* ${sameRegex}) {
        `,
        to: conf`
          server_name ${host} ${files};
          ${nginxComment}
          if ($http_host !~* ${eitherRegex}) {
        `,
      },
    ],
  },
  apache: {
    changes: [
      {
        from: conf`TraceEnable Off`,
        to: conf`
          ServerAlias ${files}
          TraceEnable Off
        `,
      },
      {
        from: conf`Require expr "%{HTTP_HOST} =~ /${sameRegex}/i && %{SSL:SSL_TLS_SNI} == '${host}' && %{REQUEST_METHOD} != 'CONNECT'"`,
        to: conf`
          Require expr "%{HTTP_HOST} =~ /${sameRegex}/i && %{SSL:SSL_TLS_SNI} == '${host}' && %{REQUEST_METHOD} != 'CONNECT'"
          Require expr "%{HTTP_HOST} =~ /^${filesRegex}(:${port})?$/i && %{SSL:SSL_TLS_SNI} == '${files}' && %{REQUEST_METHOD} != 'CONNECT'"
        `,
      },
    ],
  },
  haproxy: {
    changes: [
      {
        from: conf`http-request return status 421 unless { req.fhdr(host) -i -m str ${slot('authority')} ${host}:${port} }`,
        to: conf`http-request return status 421 unless { req.fhdr(host) -i -m str ${slot('authority')} ${host}:${port} ${files}${slot('port-suffix')} ${files}:${port} }`,
      },
    ],
  },
  lighttpd: {
    changes: [
      {
        from: conf`
          $HTTP["host"] == "${host}" {
              ssl.verifyclient.activate = "disable"
        `,
        to: conf`
          $HTTP["host"] =~ "^(${slot('host', 'regex')}|${filesRegex})$" {
              ssl.verifyclient.activate = "disable"
        `,
      },
      {
        from: conf`$HTTP["host"] =~ "${sameRegex}" {`,
        to: conf`$HTTP["host"] =~ "${eitherRegex}" {`,
      },
    ],
  },
  squid: {
    changes: [
      {
        from: conf`acl jenkins dstdomain -n ${host}`,
        to: conf`acl jenkins dstdomain -n ${host} ${files}`,
      },
    ],
  },
  caddy: {
    changes: [
      {
        from: conf`${slot('origin')} {`,
        to: conf`${slot('origin')}, https://${files}${slot('port-suffix')} {`,
      },
      {
        from: conf`@other not header_regexp Host (?i)${sameRegex}`,
        to: conf`@other not header_regexp Host (?i)${eitherRegex}`,
      },
    ],
  },
  traefik: {
    changes: [],
    second: [
      {
        from: traefikEnd,
        to: conf`
          jenkins-files:
            entryPoints: [websecure]
            rule: >-
              Host(\`${files}\`)
              && HeaderRegexp(\`X-Forwarded-Host\`, \`(?i)^${filesRegex}(:${port})?$\`)
              && !Method(\`TRACE\`)
            middlewares: [jenkins-headers, no-upgrade, no-compression]
            service: jenkins
            tls: {}
          ${traefikEnd}
        `,
      },
    ],
  },
  envoy: {
    changes: [
      {
        from: conf`- filter_chain_match: { server_names: ["${host}"] }`,
        to: conf`- filter_chain_match: { server_names: ["${host}", "${files}"] }`,
      },
      {
        from: conf`domains: ["${host}", "${host}:${port}"]`,
        to: conf`domains: ["${host}", "${host}:${port}", "${files}", "${files}:${port}"]`,
      },
    ],
  },
};

/** Servers whose lines for a second name were not run, or that need none. */
export const withoutResourceRootUrl: Readonly<Partial<Record<ServerId, WithoutGuard>>> = {
  iis: {
    reason: {
      fr: 'Un second nom dans les liaisons du site, et dans la règle qui compare le nom\u00A0: ce n’est pas testé ici.',
      en: 'A second name among the bindings of the site, and in the rule that compares the name: it was not run here.',
    },
    source:
      'https://learn.microsoft.com/en-us/iis/configuration/system.applicationhost/sites/site/bindings/binding',
  },
  pomerium: {
    reason: {
      fr: 'Une route de plus, ouverte à tous, car qui ouvre un fichier n’a pas de session sous ce nom\u00A0: ce n’est pas testé ici.',
      en: 'A further route that is open to everybody, since whoever opens a file has no session under that name: it was not run here.',
    },
    source: 'https://www.pomerium.com/docs/reference/routes/public-access',
  },
  iptables: {
    reason: {
      fr: 'iptables ne lit pas les noms\u00A0: le second arrive à Jenkins sans aucune ligne.',
      en: 'iptables reads no names: the second one reaches Jenkins without any line.',
    },
    source: 'https://ipset.netfilter.org/iptables-extensions.man.html',
  },
};
