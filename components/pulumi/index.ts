export * as local from "./local/index.ts";
