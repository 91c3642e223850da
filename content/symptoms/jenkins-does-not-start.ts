import type { SymptomBreaks } from './break.ts';

const symptom = 'jenkins-does-not-start';

/** No war of Jenkins runs in the tests: what is told here was read in its source and in reports. */
export const jenkinsDoesNotStart: SymptomBreaks = {
  causes: {
    'option-removed': {
      symptom,
      title: {
        fr: 'Une option n’existe plus',
        en: 'An option no longer exists',
      },
    },
    'java-too-old': {
      symptom,
      title: {
        fr: 'Java est trop ancien',
        en: 'Java is too old',
      },
    },
    'settings-ignored': {
      symptom,
      title: {
        fr: 'Les réglages sont dans un fichier que plus rien ne lit',
        en: 'The settings stand in a file that nothing reads any more',
      },
    },
    'unit-edited': {
      symptom,
      title: {
        fr: 'L’unité de systemd a été modifiée sur place',
        en: 'The unit of systemd was edited in place',
      },
    },
  },
  breaks: {},
  reports: [
    {
      cause: 'option-removed',
      source: 'https://github.com/sous-chefs/jenkins/issues/792',
    },
    {
      cause: 'java-too-old',
      source: 'https://www.jenkins.io/doc/book/platform-information/support-policy-java/',
    },
    {
      cause: 'settings-ignored',
      source: 'https://github.com/geerlingguy/ansible-role-jenkins/issues/360',
    },
    {
      cause: 'unit-edited',
      source: 'https://www.jenkins.io/doc/book/system-administration/systemd-services/',
    },
  ],
};
