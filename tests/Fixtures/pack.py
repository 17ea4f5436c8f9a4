#!/usr/bin/env python3
"""Makes <folder>.zip of a folder of fixtures that only tests of formats read, and removes the folder: `python3 pack.py hostile`. The same files give the same zip."""
import os
import shutil
import sys
import zipfile

os.chdir(os.path.dirname(os.path.abspath(__file__)))
for folder in sys.argv[1:]:
    files = sorted(os.path.join(path, name) for path, _, names in os.walk(folder) for name in names)
    with zipfile.ZipFile(f"{folder}.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for file in files:
            entry = zipfile.ZipInfo(file.replace(os.sep, "/"), (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            with open(file, "rb") as content:
                packed.writestr(entry, content.read())
    shutil.rmtree(folder)
