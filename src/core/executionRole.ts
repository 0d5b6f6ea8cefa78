/** AWS's own rule for the ARN of a role, in any partition. */
export const roleArnPattern = /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/;

/** S3's rules for the name of a bucket, as far as a pattern can hold them. */
export const bucketPattern = /^(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
