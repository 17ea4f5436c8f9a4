"""h5py and NumPy, by lines "load PATH" and "save PATH"; a save writes what was loaded last. Answers with seconds."""
import os
import sys
import time

import h5py
import numpy as np

arrays = {}


def load(path):
    arrays.clear()
    if path.endswith(".npz"):
        with np.load(path) as f:
            for name in f.files:
                arrays[name] = f[name]
        return
    with h5py.File(path, "r") as f:
        f.visititems(lambda name, item: arrays.__setitem__(name, item[()]) if isinstance(item, h5py.Dataset) else None)


def save(path):
    if path.endswith(".npz"):
        np.savez(path, **arrays)
    else:
        with h5py.File(path, "w") as f:
            for name, array in arrays.items():
                f.create_dataset(name, data=array)
    with open(path, "rb+") as f:
        os.fsync(f.fileno())


print("h5py", h5py.__version__, "NumPy", np.__version__, flush=True)
for line in sys.stdin:
    verb, path = line.rstrip("\n").split(" ", 1)
    begin = time.perf_counter()
    (load if verb == "load" else save)(path)
    print(time.perf_counter() - begin, flush=True)
