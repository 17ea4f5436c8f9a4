#!/usr/bin/env bash
# The real thing: checks GenNet.Gpu on this machine's GPU and times it beside PyTorch. Needs the NVIDIA driver, and for the comparison python3 with torch; no .NET and no network where the
# program is there already. It reads tests/Fixtures of the checkout.
#   tests/gpu/run.sh            checks and measures; publishes the program first where there is a .NET SDK
#   tests/gpu/run.sh --publish  publishes only: artifacts/gpu/GenNet.GpuCheck goes with the checkout to a machine that has no SDK
#   tests/gpu/run.sh --only REGEX   measures the lines of the benchmark whose names match
#   tests/gpu/run.sh --cpu      the same way through the program on few cases, with kernels on the CPU
# Exit status: 0 all right, 1 wrong results, 2 something is missing or too large, 3 no GPU.
set -euo pipefail
cd "$(dirname "$0")/../.."

most_bytes=$((40 * 1024 * 1024))
most_bytes_of_tree=$((20 * 1024 * 1024))
folder=artifacts/gpu
program=$folder/GenNet.GpuCheck

case "${1-}" in
    "" | --publish | --cpu | --only) ;;
    *) echo "usage: tests/gpu/run.sh [--publish | --cpu | --only REGEX]" >&2; exit 2 ;;
esac

if command -v git >/dev/null && git rev-parse --is-inside-work-tree >/dev/null 2>&1; then
    bytes=$(git ls-files -z | xargs -0 stat -c %s 2>/dev/null | awk '{ sum += $1 } END { printf "%d", sum }')
    if [ "$bytes" -gt "$most_bytes_of_tree" ]; then
        echo "The tracked files have $bytes bytes, and may have $most_bytes_of_tree." >&2
        exit 2
    fi
fi

if command -v dotnet >/dev/null; then
    # Classes of the fixtures' cases, which the conformance tests scaffold: the program has no compiler in it.
    dotnet build tests/GenNet.Conformance/GenNet.Conformance.csproj -c Release -p:RunAnalyzers=false -v q -nologo
    GENNET_EXPORT_CASES=$PWD/tests/gpu/Program/obj/cases dotnet tests/GenNet.Conformance/bin/Release/net10.0/GenNet.Conformance.dll -class '*CaseExport' >"${TMPDIR:-/tmp}/gennet-export.$$" ||
        { cat "${TMPDIR:-/tmp}/gennet-export.$$" >&2; exit 2; }
    rm -f "${TMPDIR:-/tmp}/gennet-export.$$"
    dotnet publish tests/gpu/Program/GenNet.GpuCheck.csproj -c Release -r linux-x64 -o "$folder" -p:RunAnalyzers=false -v q -nologo
fi
if [ ! -x "$program" ]; then
    echo "There is no $program: run tests/gpu/run.sh --publish on a machine with the .NET SDK, and bring it here." >&2
    exit 2
fi
bytes=$(stat -c %s "$program")
if [ "$bytes" -gt "$most_bytes" ]; then
    echo "$program has $bytes bytes, and may have $most_bytes." >&2
    exit 2
fi

case "${1-}" in
    --publish) echo "$program: $bytes bytes" ;;
    --cpu) "$program" --cpu ;;
    *)
        # PyTorch brings NVIDIA's libraries with it, in folders where no loader looks.
        libraries=$(python3 -c 'import glob, os, torch; print(":".join(glob.glob(os.path.join(os.path.dirname(torch.__file__), "..", "nvidia", "*", "lib"))))' 2>/dev/null || true)
        LD_LIBRARY_PATH=${LD_LIBRARY_PATH:+$LD_LIBRARY_PATH:}$libraries "$program" tests/gpu/peers.py "$@"
        ;;
esac
