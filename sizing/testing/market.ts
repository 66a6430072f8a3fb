import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { parseCatalogue } from "../catalogue/catalogue.ts";
import { parsePrices } from "../catalogue/prices.ts";
import type { Market } from "../choice/market.ts";

const read = (name: string): unknown =>
  parse(readFileSync(new URL(`../catalogues/${name}.yaml`, import.meta.url), "utf8"));

/** One of the project's own catalogues with its prices. */
export const marketOf = (catalogue: "ec2" | "msk" | "kubernetes" | "openstack"): Market => ({
  catalogue: parseCatalogue(read(catalogue), `${catalogue}.yaml`),
  prices: parsePrices(read("prices"), "prices.yaml"),
});
