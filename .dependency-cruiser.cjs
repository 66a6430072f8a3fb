// Import directions of ARCHITECTURE.md: sizing <- components, loadgen <- cli; components <- stacks.
const only = (name, from, allowed, comment) => ({
  name,
  severity: "error",
  comment,
  from: { path: `^${from}/` },
  to: {
    path: "^(sizing|components|loadgen|cli|stacks|bench|test|scripts)/",
    pathNot: `^(${[from, ...allowed].join("|")})/`,
  },
});
module.exports = {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true, dependencyTypesNot: ["type-only"] } },
    {
      name: "sizing-is-pure",
      severity: "error",
      comment: "sizing does no I/O: it imports zod and itself",
      from: { path: "^sizing/", pathNot: "\\.test\\.ts$|^sizing/testing/" },
      to: { pathNot: "^(sizing/|node_modules/zod/)" },
    },
    only("components-import-sizing", "components", ["sizing"]),
    only("loadgen-imports-sizing", "loadgen", ["sizing"]),
    only("stacks-import-components", "stacks", ["sizing", "components"]),
    only("cli-imports-no-tests", "cli", ["sizing", "components", "loadgen"]),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default"] },
  },
};
