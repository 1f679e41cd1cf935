#!/usr/bin/env node
import { launch } from '@conductor/types/launch';

await launch('player', import.meta.url);
