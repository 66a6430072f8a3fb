import provider from "@pulumi/pulumi/proto/provider_pb.js";
import type { Difference } from "../handler.ts";
import type { Properties } from "./values.ts";

const { DiffResponse, PropertyDiff } = provider;

/** Says what differs in the engine's words, property by property, so that a preview shows which file or setting it is. */
export function diffResponse(difference: Difference, actual: Properties, wanted: Properties): provider.DiffResponse {
  const response = new DiffResponse();
  response.setHasdetaileddiff(true);
  response.setDeletebeforereplace(true);
  if (difference.change === "none") {
    response.setChanges(DiffResponse.DiffChanges.DIFF_NONE);
    return response;
  }
  response.setChanges(DiffResponse.DiffChanges.DIFF_SOME);
  for (const name of difference.properties) {
    const detail = new PropertyDiff();
    detail.setInputdiff(true);
    detail.setKind(kindOf(valueAt(actual, name), valueAt(wanted, name), difference.change === "replace"));
    response.getDetaileddiffMap().set(propertyPath(name), detail);
  }
  const top = [...new Set(difference.properties.map((name) => split(name)[0]))];
  response.setDiffsList(top);
  if (difference.change === "replace") response.setReplacesList(top);
  return response;
}

/** The engine's path of a property: `files.conf/zoo.cfg`, in which only the first dot separates, is `files["conf/zoo.cfg"]`. */
export function propertyPath(name: string): string {
  const [property, key] = split(name);
  return key === undefined ? property : `${property}[${JSON.stringify(key)}]`;
}

function split(name: string): [property: string, key?: string] {
  const dot = name.indexOf(".");
  return dot < 0 ? [name] : [name.slice(0, dot), name.slice(dot + 1)];
}

function valueAt(properties: Properties, name: string): unknown {
  const [property, key] = split(name);
  const value = properties[property];
  if (key === undefined) return value;
  return typeof value === "object" && value !== null ? (value as Properties)[key] : undefined;
}

function kindOf(actual: unknown, wanted: unknown, replace: boolean): provider.PropertyDiff.Kind {
  const { ADD, ADD_REPLACE, DELETE, DELETE_REPLACE, UPDATE, UPDATE_REPLACE } = PropertyDiff.Kind;
  if (actual === undefined) return replace ? ADD_REPLACE : ADD;
  if (wanted === undefined) return replace ? DELETE_REPLACE : DELETE;
  return replace ? UPDATE_REPLACE : UPDATE;
}
