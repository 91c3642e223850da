import { connectCode } from './code.ts';
import { connectMenu } from './menu.ts';
import { connectPlace } from './place.ts';
import { connectPrefetch } from './prefetch.ts';
import { connectPrint } from './print.ts';
import { connectServer } from './server.ts';
import { connectSettings } from './settings.ts';
import { showShape } from './shape.ts';
import { connectTheme } from './theme.ts';

connectTheme();
connectMenu();
connectCode();
showShape();
connectSettings();
connectServer();
connectPlace();
connectPrefetch();
connectPrint();
