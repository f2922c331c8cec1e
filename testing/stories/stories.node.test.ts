import { describe } from 'vitest';
import { apiStage } from './stage.node.ts';
import { stories } from './stories.ts';

describe('through the API', () => stories(apiStage));
