#!/usr/bin/env node
import { launch } from '@conductor/types/launch';

await launch('conduct', import.meta.url);
