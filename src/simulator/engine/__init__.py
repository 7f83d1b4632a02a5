"""What talks share: model files and the device they run on.

    manifest (models/*.yaml) → source (folder, hub, PyPI, npm) → hash → folder in the cache → a room's engine

`fetch` is the only function that reaches outside this machine; a serving process only calls `resolve`.
"""

from simulator.engine.built_folder import build_folder
from simulator.engine.device import Device, DeviceKind, choose_device, cuda_device_count
from simulator.engine.manifest import ModelFile, ModelManifest, load_manifests
from simulator.engine.model_files import ModelStatus, default_names, fetch, resolve, status

__all__ = [
    "Device",
    "DeviceKind",
    "ModelFile",
    "ModelManifest",
    "ModelStatus",
    "build_folder",
    "choose_device",
    "cuda_device_count",
    "default_names",
    "fetch",
    "load_manifests",
    "resolve",
    "status",
]
