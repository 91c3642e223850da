import { conf, slot } from '#conf';
import type { Command } from '../servers/server.ts';

/** What the page on a Jenkins on the open Internet tells to type. */
export const guards: Readonly<Record<string, Command>> = {
  'guards/authority': {
    language: 'shellscript',
    // HAProxy's certificate stands elsewhere, so the folder may be missing.
    run: conf`
      sudo install -d /etc/ssl/jenkins
      sudo openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -noenc -days 3650 \
        -subj '/CN=Clients of Jenkins' -keyout /etc/ssl/jenkins/clients.key -out /etc/ssl/jenkins/clients.pem 2> /dev/null
    `,
  },
  'guards/certificate': {
    language: 'shellscript',
    run: conf`
      openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -noenc \
        -subj '/CN=alice' -keyout alice.key -out alice.csr 2> /dev/null
      sudo openssl x509 -req -in alice.csr -days 365 -CA /etc/ssl/jenkins/clients.pem \
        -CAkey /etc/ssl/jenkins/clients.key -CAcreateserial -out alice.pem
    `,
    output: conf`
      Certificate request self-signature ok
      subject=CN…
    `,
  },
  'guards/with-certificate': {
    language: 'shellscript',
    run: conf`curl -sS -o /dev/null -w '%{http_code}\n' --cert alice.pem --key alice.key ${slot('public-url')}login`,
    output: conf`200`,
  },
  'guards/sign-in-attempts': {
    language: 'shellscript',
    run: conf`for attempt in $(seq 12); do curl -sS -o /dev/null -w '%{http_code} ' -d 'j_username=nobody&j_password=wrong' ${slot('public-url')}j_spring_security_check; done; echo`,
    output: conf`302 302 302 302 302 302 302 302 302 302 429 429 `,
  },
};
