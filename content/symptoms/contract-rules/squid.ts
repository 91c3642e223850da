import { conf } from '#conf';
import { without } from '../../servers/broken-lines.ts';
import type { Break } from '../break.ts';
import { setUp } from '../set-up.ts';

/** Rules that Squid breaks by its own default values. */
export const squidDefaults: Readonly<Record<string, Break>> = {
  'squid/contract/request-buffer': {
    ...setUp('squid'),
    changes: [without(conf`client_request_buffer_max_size 100 MB`)],
    // Jenkins stops reading for moments, as when its disk is busy.
    jenkins: { options: { bodyPause: 400 } },
    fails: ['upload-sized'],
    // Squid 6.13 passed the same upload with its default buffer.
    before: '6',
  },
};
