#!/usr/bin/env node
import { launch } from '@conductor/types/launch';

await launch('collector', import.meta.url);
