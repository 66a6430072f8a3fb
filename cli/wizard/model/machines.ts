import { type Json, valueAt } from "../yaml/edit.ts";

/** What there is to run on, as the wizard asks for it. */
export const machinesKinds = ["hosts", "local", "ec2", "msk", "kubernetes", "openstack", "own"] as const;
export type MachinesKind = (typeof machinesKinds)[number];

export const machinesLabels: Record<MachinesKind, string> = {
  hosts: "machines that you have",
  local: "this machine alone",
  ec2: "EC2: choose for me",
  msk: "Amazon MSK: choose for me",
  kubernetes: "Kubernetes nodes: choose for me",
  openstack: "OpenStack flavours: choose for me",
  own: "a catalogue of your own",
};

/** The kind of an inventory. */
export function machinesOf(inventory: Json): MachinesKind {
  const catalogue = valueAt(inventory, ["catalogue"]);
  if (catalogue === undefined) return valueAt(inventory, ["target"]) === "local" ? "local" : "hosts";
  return machinesKinds.find((kind) => kind === catalogue) ?? "own";
}
