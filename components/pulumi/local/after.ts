import * as pulumi from "@pulumi/pulumi";

/** A value that is known at once, but whose users wait until the resources are there. */
export function after<T>(resources: readonly pulumi.Resource[], value: T): pulumi.Output<T> {
  return pulumi.all(resources.map(({ urn }) => urn)).apply(() => value) as pulumi.Output<T>;
}
