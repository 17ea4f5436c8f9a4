#!/usr/bin/env bash
# Installs what `-- peers` measures GenNet against: PyTorch with OpenBLAS from Debian (needs root), ONNX Runtime from npm into
# node_modules, and GenNet itself compiled ahead of time into artifacts.
set -euo pipefail
cd "$(dirname "$0")"

# Debian's PyTorch takes any BLAS; without OpenBLAS it would run on the reference BLAS and be no peer.
apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-torch libopenblas0-pthread clang zlib1g-dev

# The Node package carries the C library; its install script would only fetch GPU parts.
npm install --ignore-scripts --no-save --no-audit --no-fund --prefix . onnxruntime-node@1.30.0

dotnet publish ../GenNet.Benchmarks.Aot -c Release -o artifacts/native
