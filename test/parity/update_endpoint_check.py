"""Calls model/pipeline/update_endpoint.py with a client that remembers what it was asked; prints that as JSON."""

import json
import sys

sys.path.insert(0, sys.argv[1])

from update_endpoint import update  # noqa: E402


class Client:
    def __init__(self, approved: list[dict]) -> None:
        self.approved = approved
        self.calls: list[tuple[str, dict]] = []

    def list_model_packages(self, **given: object) -> dict:
        assert given["ModelApprovalStatus"] == "Approved" and given["SortOrder"] == "Descending"
        return {"ModelPackageSummaryList": self.approved}

    def describe_endpoint(self, EndpointName: str) -> dict:
        return {"EndpointConfigName": "current"}

    def describe_endpoint_config(self, EndpointConfigName: str) -> dict:
        variant = {"VariantName": "champion", "ModelName": "old", "InstanceType": "ml.c6i.large"}
        return {"ProductionVariants": [variant], "DataCaptureConfig": {"EnableCapture": True}, "CreationTime": "then"}

    def __getattr__(self, name: str) -> object:
        return lambda **given: self.calls.append((name, given))


def refusal() -> str:
    try:
        update(Client([]), "endpoint", "group", "role")
    except SystemExit as error:
        return str(error)
    return ""


client = Client([{"ModelPackageArn": "arn:package/2"}])
update(client, "endpoint", "group", "role")
config = dict(client.calls)["create_endpoint_config"]
[variant] = config["ProductionVariants"]
kept = {key: value for key, value in config.items() if key not in ("EndpointConfigName", "ProductionVariants")}
retained = dict(client.calls)["update_endpoint"].get("RetainAllVariantProperties")
created = [name for name, _ in client.calls]
print(json.dumps({"refused": refusal(), "created": created, "variant": variant, "kept": kept, "retained": retained}))
