import type { DiskGroup } from "../inputs/disks.ts";
import type { Bytes, BytesPerSecond } from "../units/dimensions.ts";
import type { Family } from "./family.ts";
import type { HostPrice, VolumePrice } from "./tariff.ts";
import type { VolumeKind } from "./volume.ts";

/** Where a broker of an offer keeps its data. */
export type OfferedStorage =
  | { readonly kind: "local"; readonly disk: "nvme" | "ssd" | "hdd"; readonly group: DiskGroup }
  | {
      readonly kind: "volumes";
      readonly volume: VolumeKind;
      /** Most data volumes of a host. */
      readonly most: number;
      /** Limits of the host over all its volumes, read and write together; null: not known. */
      readonly throughput: BytesPerSecond | null;
      readonly iops: number | null;
    }
  | { readonly kind: "managed"; readonly priced: string };

/** What the provider allows, beyond what the hardware can do. Null: no limit is known. */
export interface OfferLimits {
  readonly brokers: { readonly zookeeper: number; readonly kraft: number } | null;
  /** Hosts that can be had, over all clusters. */
  readonly nodes: number | null;
  readonly replicas: { readonly recommended: number; readonly most: number } | null;
  readonly ingress: BytesPerSecond | null;
  readonly egress: BytesPerSecond | null;
}

export interface OfferPrice {
  readonly currency: string;
  readonly host: HostPrice;
  /** Null: the disks come with the host. */
  readonly storage: VolumePrice | null;
}

/** One kind of broker that can be had. */
export interface Offer {
  /** Host, and the volume kind where there is a choice: `i3en.2xlarge`, `m7i.4xlarge+gp3`. */
  readonly name: string;
  readonly family: string;
  readonly host: string;
  readonly generation: Family["generation"];
  /** What a broker may use; on Kubernetes what the node has left, so it need not be whole. */
  readonly threads: number;
  readonly cores: number;
  readonly memory: Bytes;
  /** In each direction. */
  readonly network: BytesPerSecond;
  readonly storage: OfferedStorage;
  readonly limits: OfferLimits;
  /** Whether replication between zones is billed. */
  readonly replication: Family["replication"];
  /** Null where the host or its storage has no price under the term. */
  readonly price: OfferPrice | null;
  readonly source: string;
}
