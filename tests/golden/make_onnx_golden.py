"""Copies the optimizer vectors of the ONNX project's own node tests into onnx-optimizers.json. See README.md."""
import json
import pathlib
import sys

import onnx
from onnx import numpy_helper

NAMES = ["adam", "adam_multiple", "adagrad", "adagrad_multiple", "momentum", "momentum_multiple", "nesterov_momentum"]


def tensors(folder, kind):
    files = sorted(folder.glob(f"{kind}_*.pb"), key=lambda f: int(f.stem.split("_")[1]))
    return [numpy_helper.to_array(onnx.load_tensor(str(f))).reshape(-1).tolist() for f in files]


def plain(value):
    return value.decode() if isinstance(value, bytes) else value


def case(data, name):
    folder = data / f"test_{name}"
    node = onnx.load(str(folder / "model.onnx")).graph.node[0]
    return {
        "name": name, "operator": node.op_type,
        "attributes": {a.name: plain(onnx.helper.get_attribute_value(a)) for a in node.attribute},
        "inputs": dict(zip(node.input, tensors(folder / "test_data_set_0", "input"))),
        "outputs": dict(zip(node.output, tensors(folder / "test_data_set_0", "output"))),
    }


if __name__ == "__main__":
    node_tests = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/libonnx-testdata/data/node")
    lines = ",\n    ".join(json.dumps(case(node_tests, name)) for name in NAMES)
    made_by = json.dumps(f"ONNX {onnx.__version__}, backend node tests")
    (pathlib.Path(__file__).parent / "onnx-optimizers.json").write_text(f'{{\n  "madeBy": {made_by},\n  "cases": [\n    {lines}\n  ]\n}}\n')
