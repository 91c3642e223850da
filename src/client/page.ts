import { connectSearchButton } from '../search/button.ts';
import { connectShapes } from './choose.ts';
import { connectCode } from './code.ts';
import { connectColours } from './colours.ts';
import { fillLater } from './later.ts';
import { connectMarkdown } from './markdown.ts';
import { connectMenu } from './menu.ts';
import { connectLanguage } from './language.ts';
import { connectPrefetch } from './prefetch.ts';
import { connectPrint } from './print.ts';
import { connectServer } from './server.ts';
import { connectSettings } from './settings.ts';
import { connectTheme } from './theme.ts';

// A host whose headers lack the hash of `before-paint.js` refuses it; controls are to be seen even so.
document.documentElement.dataset['script'] = '';
connectTheme();
connectMenu();
connectCode();
connectColours().catch(() => undefined);
connectSettings();
connectShapes();
connectServer();
connectLanguage();
connectPrefetch();
connectPrint();
connectMarkdown();
connectSearchButton(fillLater);
