import { testConformity } from './conformity.ts';

testConformity();
