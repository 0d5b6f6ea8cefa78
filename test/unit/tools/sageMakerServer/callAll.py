"""Calls all that the server knows of S3, SageMaker and CloudWatch Logs, and prints what came back as JSON.

Arguments: the server's URL, the role, the training image, a file with rows of CSV, a model.tar.gz.
"""

import json
import os
import sys
import time

import boto3
from boto3.s3.transfer import TransferConfig
from botocore.exceptions import ClientError

url, role, image, rows_file, archive = sys.argv[1:]
session = boto3.Session(region_name="us-east-1")
s3, sagemaker, logs, sts = (session.client(name, endpoint_url=url) for name in ("s3", "sagemaker", "logs", "sts"))
rows = open(rows_file).read().strip()
seen = {"account": sts.get_caller_identity()["Account"]}


def code(call, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        return error.response["Error"]["Code"]


def settle(describe, status):
    while True:
        description = describe()
        if description[status] not in ("InProgress", "Stopping", "Creating", "Deleting"):
            return description
        time.sleep(0.1)


bucket = {"Bucket": "boto"}
s3.create_bucket(**bucket)
s3.head_bucket(**bucket)
s3.put_public_access_block(**bucket, PublicAccessBlockConfiguration={"BlockPublicAcls": True, "BlockPublicPolicy": True})
seen["access"] = s3.get_public_access_block(**bucket)["PublicAccessBlockConfiguration"]
rule = {"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}
s3.put_bucket_encryption(**bucket, ServerSideEncryptionConfiguration={"Rules": [rule]})
s3.put_bucket_versioning(**bucket, VersioningConfiguration={"Status": "Suspended"})
seen["versioning"] = s3.get_bucket_versioning(**bucket)["Status"]

key = "a folder/ä+&~.csv"
s3.put_object(**bucket, Key=key, Body=rows.encode(), ContentType="text/csv", Metadata={"of": "tests"})
seen["object"] = s3.get_object(**bucket, Key=key)["Body"].read().decode() == rows
seen["range"] = s3.get_object(**bucket, Key=key, Range="bytes=0-2")["ContentRange"] == f"bytes 0-2/{len(rows)}"
seen["metadata"] = s3.head_object(**bucket, Key=key)["Metadata"]
seen["no key"] = code(s3.get_object, **bucket, Key="none")
seen["no bucket"] = code(s3.list_objects_v2, Bucket="none")

megabyte = 1024 * 1024
large = os.urandom(13 * megabyte)
with open(rows_file + ".large", "wb") as file:
    file.write(large)
config = TransferConfig(multipart_threshold=8 * megabyte, multipart_chunksize=5 * megabyte)
s3.upload_file(rows_file + ".large", "boto", "large", Config=config)
s3.download_file("boto", "large", rows_file + ".again", Config=config)
seen["large"] = open(rows_file + ".again", "rb").read() == large
seen["parts"] = s3.head_object(**bucket, Key="large")["ETag"].strip('"').split("-")[1]
upload = {**bucket, "Key": "parts"}
upload["UploadId"] = s3.create_multipart_upload(**upload)["UploadId"]
s3.upload_part(**upload, PartNumber=1, Body=b"1")
seen["uploads"] = [one["Key"] for one in s3.list_multipart_uploads(**bucket)["Uploads"]]
seen["sizes"] = [part["Size"] for part in s3.list_parts(**upload)["Parts"]]
s3.abort_multipart_upload(**upload)
seen["aborted"] = code(s3.list_parts, **upload)
pages = s3.get_paginator("list_objects_v2").paginate(**bucket, PaginationConfig={"PageSize": 1})
seen["keys"] = [[one["Key"] for one in page["Contents"]] for page in pages]

s3.put_object(**bucket, Key="train/rows.csv", Body="".join(f"{label},{rows}\n" for label in range(10)).encode())
channel = {
    "ChannelName": "train",
    "ContentType": "text/csv",
    "DataSource": {"S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": "s3://boto/train/"}},
}
training = {
    "TrainingJobName": "boto",
    "AlgorithmSpecification": {"TrainingImage": image, "TrainingInputMode": "File"},
    "RoleArn": role,
    "InputDataConfig": [channel],
    "OutputDataConfig": {"S3OutputPath": "s3://boto/models"},
    "ResourceConfig": {"InstanceType": "ml.m5.xlarge", "InstanceCount": 1, "VolumeSizeInGB": 5},
    "StoppingCondition": {"MaxRuntimeInSeconds": 3600},
    "HyperParameters": {"objective": "multi:softprob", "num_class": "10", "num_round": "1"},
}
sagemaker.create_training_job(**training)
seen["twice"] = code(sagemaker.create_training_job, **training)
job = settle(lambda: sagemaker.describe_training_job(TrainingJobName="boto"), "TrainingJobStatus")
seen["training"] = [job["TrainingJobStatus"], job["ModelArtifacts"]["S3ModelArtifacts"]]
seen["jobs"] = [one["TrainingJobName"] for one in sagemaker.list_training_jobs()["TrainingJobSummaries"]]
seen["stopped"] = code(sagemaker.stop_training_job, TrainingJobName="boto")
group = "/aws/sagemaker/TrainingJobs"
stream = logs.describe_log_streams(logGroupName=group, logStreamNamePrefix="boto/")["logStreams"][0]["logStreamName"]
events = logs.get_log_events(logGroupName=group, logStreamName=stream, startFromHead=True, limit=1)
seen["log"] = events["events"][0]["message"].split("#011")[0].split(":")[0]
more = logs.get_log_events(logGroupName=group, logStreamName=stream, nextToken=events["nextForwardToken"])
end = logs.get_log_events(logGroupName=group, logStreamName=stream, nextToken=more["nextForwardToken"])
seen["end of log"] = [end["events"], end["nextForwardToken"] == more["nextForwardToken"]]
filtered = logs.filter_log_events(logGroupName=group, logStreamNamePrefix="boto/")["events"]
seen["filtered"] = [one["message"] for one in filtered] == [one["message"] for one in events["events"] + more["events"]]

s3.upload_file(archive, "boto", "model.tar.gz")
container = {"Image": image, "ModelDataUrl": "s3://boto/model.tar.gz"}
sagemaker.create_model(ModelName="boto", ExecutionRoleArn=role, PrimaryContainer=container)
seen["models"] = [one["ModelName"] for one in sagemaker.list_models()["Models"]]
s3.put_object(**bucket, Key="rows/a.csv", Body=f"{rows}\n{rows}\n".encode())
sagemaker.create_transform_job(
    TransformJobName="boto",
    ModelName="boto",
    BatchStrategy="MultiRecord",
    TransformInput={
        "DataSource": {"S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": "s3://boto/rows/"}},
        "ContentType": "text/csv",
        "SplitType": "Line",
    },
    TransformOutput={"S3OutputPath": "s3://boto/answers", "AssembleWith": "Line", "Accept": "text/csv"},
    TransformResources={"InstanceType": "ml.m5.large", "InstanceCount": 1},
)
job = settle(lambda: sagemaker.describe_transform_job(TransformJobName="boto"), "TransformJobStatus")
seen["transform"] = job["TransformJobStatus"]
answers = s3.get_object(**bucket, Key="answers/a.csv.out")["Body"].read().decode().splitlines()
seen["labels"] = [max(range(10), key=[float(value) for value in line.split(",")].__getitem__) for line in answers]
seen["transforms"] = [one["TransformJobName"] for one in sagemaker.list_transform_jobs()["TransformJobSummaries"]]
seen["stopped transform"] = code(sagemaker.stop_transform_job, TransformJobName="boto")

variant = {"VariantName": "AllTraffic", "ModelName": "boto", "InstanceType": "ml.t2.medium", "InitialInstanceCount": 1}
sagemaker.create_endpoint_config(EndpointConfigName="boto", ProductionVariants=[variant])
sagemaker.create_endpoint(EndpointName="boto", EndpointConfigName="boto")
endpoint = settle(lambda: sagemaker.describe_endpoint(EndpointName="boto"), "EndpointStatus")
seen["endpoint"] = endpoint["EndpointStatus"]
seen["endpoints"] = [one["EndpointName"] for one in sagemaker.list_endpoints(NameContains="boto")["Endpoints"]]
sagemaker.describe_model(ModelName="boto")
sagemaker.describe_endpoint_config(EndpointConfigName="boto")
seen["configs"] = [one["EndpointConfigName"] for one in sagemaker.list_endpoint_configs()["EndpointConfigs"]]
sagemaker.delete_endpoint(EndpointName="boto")
sagemaker.delete_endpoint_config(EndpointConfigName="boto")
sagemaker.delete_model(ModelName="boto")
seen["no model"] = code(sagemaker.describe_model, ModelName="boto")

keys = [one["Key"] for one in s3.list_objects_v2(**bucket)["Contents"]]
seen["deleted"] = len(s3.delete_objects(**bucket, Delete={"Objects": [{"Key": one} for one in keys]})["Deleted"]) == len(keys)
s3.delete_bucket(**bucket)
seen["buckets"] = [one["Name"] for one in s3.list_buckets()["Buckets"]]
print(json.dumps(seen))
