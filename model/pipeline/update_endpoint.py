"""
Puts the newest approved model of a package group behind the endpoint. The endpoint's own configuration is kept but for the model;
SageMaker moves traffic over once the new instances are healthy, and goes back by itself when they are not.
"""

import argparse
import time
from typing import Any


def update(sagemaker: Any, endpoint: str, group: str, role: str) -> str:
    """Starts the update and returns the new configuration's name. `sagemaker` is boto3's client."""
    newest = {"SortBy": "CreationTime", "SortOrder": "Descending", "MaxResults": 1}
    approved = sagemaker.list_model_packages(ModelPackageGroupName=group, ModelApprovalStatus="Approved", **newest)
    if not approved["ModelPackageSummaryList"]:
        raise SystemExit(f"package group {group} has no approved model: a second person approves one in the registry")
    package = approved["ModelPackageSummaryList"][0]["ModelPackageArn"]
    current = sagemaker.describe_endpoint(EndpointName=endpoint)["EndpointConfigName"]
    config = sagemaker.describe_endpoint_config(EndpointConfigName=current)
    name = f"sluice-{int(time.time())}"
    sagemaker.create_model(ModelName=name, ExecutionRoleArn=role, PrimaryContainer={"ModelPackageName": package})
    [variant] = config["ProductionVariants"]
    kept = {key: config[key] for key in ("DataCaptureConfig", "KmsKeyId") if key in config}
    sagemaker.create_endpoint_config(EndpointConfigName=name, ProductionVariants=[{**variant, "ModelName": name}], **kept)
    # Without it an endpoint that has grown with its traffic starts again with as few instances as it was made with.
    grown = {} if "ServerlessConfig" in variant else {"RetainAllVariantProperties": True}
    sagemaker.update_endpoint(EndpointName=endpoint, EndpointConfigName=name, **grown)
    return name


def main() -> None:
    import boto3

    parser = argparse.ArgumentParser(description=__doc__)
    # A job is told its region in a variable that boto3 does not read.
    for name in ("endpoint", "group", "role", "region"):
        parser.add_argument(f"--{name}", required=True)
    arguments = parser.parse_args()
    print(update(boto3.client("sagemaker", region_name=arguments.region), arguments.endpoint, arguments.group, arguments.role))


if __name__ == "__main__":
    main()
