import type { Driver } from "./driver.ts";

/** The driver of that name; its client library is loaded only when it is asked for. */
export async function driverNamed(name: Driver["name"]): Promise<Driver> {
  switch (name) {
    case "plimsoll":
      return (await import("./plimsoll/index.ts")).plimsollDriver;
    case "kafkajs":
      return (await import("./kafkajs/index.ts")).kafkajsDriver;
  }
}
