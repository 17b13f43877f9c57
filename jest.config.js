/** Unit, properties, transcripts, contract and whole turns over HTTP. The browser tests have a file of their own. */
module.exports = {
  // Nothing waits for the clock, but a machine may have other things to do.
  testTimeout: 20_000,
  testEnvironment: 'node',
  // One core fewer is jest's habit; on a machine of two that is one test file at a time, and the fault tests mostly wait.
  maxWorkers: '100%',
  testMatch: ['<rootDir>/tests/**/*.test.ts'],
  transform: { '^.+\\.(t|j)sx?$': '@swc/jest' },
  // These packages ship ES modules only; jest's require needs them translated.
  transformIgnorePatterns: ['/node_modules/(?!(kysely|jose|nodemailer|postal-mime|intl-messageformat|@formatjs)/)'],
  // Its module build cannot be required; the bundle is the same renderer.
  moduleNameMapper: { '^adaptivecards$': '<rootDir>/node_modules/adaptivecards/dist/adaptivecards.js' },
};
