using System.ComponentModel;
using System.Diagnostics;

namespace GenNet.Benchmarks.Peers.PyTorch;

/// <summary>A Python that has PyTorch.</summary>
/// <param name="Path">The interpreter.</param>
/// <param name="TorchVersion">PyTorch's version.</param>
internal sealed record PythonInterpreter(string Path, string TorchVersion)
{
    // Debian's packages belong to Debian's interpreter, which need not be the first on the path.
    private static readonly string[] s_candidates = ["/usr/bin/python3", "python3"];

    /// <summary>The first with PyTorch; null if there is none.</summary>
    /// <param name="path">The only one to ask, if not null.</param>
    public static PythonInterpreter? FindWithTorch(string? path) =>
        (path is null ? s_candidates : [path]).Select(Ask).FirstOrDefault(static found => found is not null);

    /// <summary>How to start it with a number of threads, at its best: variables that hold its matrix library to another processor's code are not passed on.</summary>
    public ProcessStartInfo StartInfo(int threads, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("OPENBLAS_CORETYPE");
        start.Environment.Remove("OPENBLAS_L2_SIZE");
        // OpenBLAS and OpenMP have pools of their own, which torch.set_num_threads doesn't all reach.
        foreach (var variable in (string[])["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"])
            start.Environment[variable] = threads.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return start;
    }

    private static PythonInterpreter? Ask(string path)
    {
        try
        {
            using var process = Process.Start(new PythonInterpreter(path, "").StartInfo(1, "-c", "import torch; print(torch.__version__)"))!;
            process.StandardInput.Close();
            var errors = process.StandardError.ReadToEndAsync();
            var version = process.StandardOutput.ReadToEnd().Trim();
            process.WaitForExit();
            errors.Wait();
            return process.ExitCode == 0 ? new(path, version) : null;
        }
        catch (Win32Exception)
        {
            // There is no such program: the next candidate is asked.
            return null;
        }
    }
}
