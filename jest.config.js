/** Tests run as the ES modules that ship: no CommonJS rewriting, so what is tested is what starts. */
export default {
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/test'],
  testMatch: ['**/*.spec.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '@swc/jest' },
  moduleNameMapper: {
    '^#kernel/messages$': '<rootDir>/libs/kernel/src/messages.ts',
    '^#kernel/testing$': '<rootDir>/libs/kernel/testing/index.ts',
    '^#([a-z]+)$': '<rootDir>/libs/$1/src/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  testTimeout: 30_000,
};
