/** A person in a browser, on the built demo (`npm run test:e2e` builds it first). */
const { transform, transformIgnorePatterns, moduleNameMapper } = require('./jest.config.js');

module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/tests/e2e/**/*.e2e.ts'],
  transform,
  transformIgnorePatterns,
  moduleNameMapper,
  // A browser on a slow, busy machine; a step that waits in vain gives up by itself after 30 s and says for what.
  testTimeout: 120_000,
};
