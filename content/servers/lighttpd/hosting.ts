import { conf, type Conf } from '#conf';
import { cipherSuites } from '../cipher-suites.ts';
import type { Hosting, Place } from '../../hosting/hosting.ts';
import {
  basePath,
  chain,
  errorComment,
  folder,
  hashedGroup,
  headerLines,
  headersComment,
  host,
  key,
  lines,
  revalidated,
  textComment,
  twoFiles,
} from '../../hosting/parts.ts';

const types = lines([
  '".html" => "text/html; charset=utf-8",',
  '".css" => "text/css; charset=utf-8",',
  '".js" => "text/javascript; charset=utf-8",',
  '".json" => "application/json",',
  '".xml" => "application/xml",',
  '".svg" => "image/svg+xml",',
  '".png" => "image/png",',
  '".md" => "text/markdown; charset=utf-8",',
  '".txt" => "text/plain; charset=utf-8",',
  '".gz" => "application/gzip",',
  '"" => "application/octet-stream"',
]);

const configuration = (place: Place): Conf => conf`
  server.modules += ( "mod_redirect", "mod_expire", "mod_setenv", "mod_deflate", "mod_openssl" )

  ssl.pemfile = "${chain}"
  ssl.privkey = "${key}"
  ssl.openssl.ssl-conf-cmd = (
      "MinProtocol" => "TLSv1.2",
      "CipherString" => "${cipherSuites}"
  )
  $SERVER["socket"] == ":443" {
      ssl.engine = "enable"
  }
  $SERVER["socket"] == "[::]:443" {
      ssl.engine = "enable"
  }

  $HTTP["scheme"] == "http" {
      $HTTP["host"] == "${host}" {
          url.redirect = ( "" => "https://${host}\${url.path}\${qsa}" )
          url.redirect-code = 308
      }
  }

  $HTTP["host"] == "${host}" {
      server.document-root = "${folder}"
      index-file.names = ( "index.html" )

      ${headersComment}
      setenv.set-response-header = (
          ${headerLines((name, value) => `"${name}" => "${value}",`)}
      )

      # ${{
        fr: 'Un nom qui contient une empreinte ne change jamais de contenu. mod_expire ajoute la durée,\naux seules réponses réussies, et doit être chargé avant mod_setenv.',
        en: 'A name that holds a hash never changes its content. mod_expire adds how long, to successful\nanswers only, and must be loaded before mod_setenv.',
      }}
      $HTTP["url"] =~ "^${basePath(place)}/${hashedGroup}/" {
          setenv.add-response-header = ( "Cache-Control" => "public, immutable" )
          expire.url = ( "/" => "access plus 365 days" )
      } else {
          setenv.add-response-header = ( "Cache-Control" => "${revalidated}" )
      }

      deflate.allowed-encodings = ( "br", "gzip" )
      deflate.mimetypes = ( "text/", "application/json", "application/xml", "image/svg+xml" )

      ${errorComment}
      server.errorfile-prefix = "${folder}${basePath(place)}/"
      $HTTP["url"] =~ "^${basePath(place)}/fr/" {
          server.errorfile-prefix = "${folder}${basePath(place)}/fr/"
      }
      $HTTP["url"] =~ "^${basePath(place)}/en/" {
          server.errorfile-prefix = "${folder}${basePath(place)}/en/"
      }

      mimetype.assign = (
          ${types}
      )
      ${textComment}
      $HTTP["url"] =~ "^${basePath(place)}/(examples|hosting)/.*\.(?!json$)\w+$" {
          mimetype.assign = ( "" => "text/plain; charset=utf-8" )
      }
  }
`;

/** A file of Debian's `conf-available`. */
export const lighttpd: Hosting = {
  minimum: '1.4.59',
  packages: ['lighttpd-mod-deflate'],
  render: (place) => ({
    files: [
      {
        install: '/etc/lighttpd/conf-available/50-docs.conf',
        mode: '644',
        language: 'lighttpd',
        lineEnds: 'lf',
        content: configuration(place),
      },
    ],
    enable: [
      conf`ln -sf /etc/lighttpd/conf-available/50-docs.conf /etc/lighttpd/conf-enabled/50-docs.conf`,
    ],
    certificates: twoFiles,
  }),
};
