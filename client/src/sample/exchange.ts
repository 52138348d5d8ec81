/**
 * The words of one exchange with the stand-in: what comes in, what goes out, and how it travels.
 * Plain data only, so that the in-process transport and the loopback server share every answer.
 */

/** The four production hosts the stand-in answers for, by the name used in configuration. */
export type SampleHost = "ims" | "platform" | "experience" | "cja";

/** Production origin of each host; the exchange log and all matching use these. */
export const PRODUCTION_ORIGINS: Readonly<Record<SampleHost, string>> = {
  ims: "https://ims-na1.adobelogin.com",
  platform: "https://platform.adobe.io",
  experience: "https://experience.adobe.io",
  cja: "https://cja.adobe.io",
};

/** A host outside the organisation, used as the target of the redirect scenario. */
export const FOREIGN_ORIGIN = "https://elsewhere.example";

/** One request as the production host would see it. Header names are lower case; repeated headers are joined with ", ". */
export interface SampleRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** How the bytes of an answer travel; everything is optional and harmless when absent. */
export interface Delivery {
  /** Real milliseconds before the status line. */
  readonly delayMs?: number;
  /** Send the body in pieces of this many bytes … */
  readonly chunkBytes?: number;
  /** … with this many real milliseconds between them. */
  readonly chunkDelayMs?: number;
  /** Send only this many bytes of the body, then break the connection. 0 breaks it right after the headers. */
  readonly cutAfterBytes?: number;
  /** Break the connection before any byte is sent. */
  readonly refuse?: boolean;
  /** Compress the body when the caller accepts gzip. */
  readonly gzip?: boolean;
}

/** One answer. */
export interface SampleResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly delivery?: Delivery;
}

/** Returns the host of a production origin, or undefined for any other origin. */
export function findHost(origin: string): SampleHost | undefined {
  const hosts: SampleHost[] = ["ims", "platform", "experience", "cja"];
  return hosts.find((host) => PRODUCTION_ORIGINS[host] === origin);
}
