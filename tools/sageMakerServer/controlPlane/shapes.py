"""Writes shapes.json: the inputs of SageMaker's operations that the server knows, as botocore's model has them.

python3 tools/sageMakerServer/controlPlane/shapes.py > tools/sageMakerServer/controlPlane/shapes.json
"""

import json

import botocore
import botocore.loaders

OPERATIONS = """
CreateModel DescribeModel ListModels DeleteModel
CreateEndpointConfig DescribeEndpointConfig ListEndpointConfigs DeleteEndpointConfig
CreateEndpoint DescribeEndpoint ListEndpoints DeleteEndpoint
CreateTrainingJob DescribeTrainingJob ListTrainingJobs StopTrainingJob DeleteTrainingJob
CreateTransformJob DescribeTransformJob ListTransformJobs StopTransformJob
""".split()
CONSTRAINTS = ("type", "required", "enum", "min", "max", "pattern")

model = botocore.loaders.Loader().load_service_model("sagemaker", "service-2")
shapes = {}


def add(name):
    if name in shapes:
        return
    shape = model["shapes"][name]
    parts = {part: shape[part]["shape"] for part in ("member", "key", "value") if part in shape}
    members = {member: of["shape"] for member, of in shape.get("members", {}).items()}
    shapes[name] = {key: shape[key] for key in CONSTRAINTS if key in shape} | parts
    if shape["type"] == "structure":
        shapes[name]["members"] = members
    for other in [*parts.values(), *members.values()]:
        add(other)


inputs = {operation: model["operations"][operation]["input"]["shape"] for operation in OPERATIONS}
for name in inputs.values():
    add(name)
print(json.dumps({"botocore": botocore.__version__, "inputs": inputs, "shapes": dict(sorted(shapes.items()))}, indent="\t"))
