import { conf } from '#conf';

/** Password files of a proxy with one person, `alice`, whose password is `secret`. */

export const nginxPasswordFile = conf`printf 'alice:{SHA}5en6G6MezRroT3XKqkdPOmY/BfQ=\n' > /etc/nginx/jenkins.htpasswd`;

export const apachePasswordFile = conf`printf 'alice:{SHA}5en6G6MezRroT3XKqkdPOmY/BfQ=\n' > /etc/apache2/jenkins.htpasswd`;
