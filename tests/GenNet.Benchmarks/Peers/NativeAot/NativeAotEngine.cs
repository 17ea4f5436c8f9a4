using System.Diagnostics;
using System.Globalization;

namespace GenNet.Benchmarks.Peers.NativeAot;

/// <summary>GenNet compiled ahead of time, in a process of its own.</summary>
internal sealed class NativeAotEngine : IEngine
{
    private readonly Process _process;

    public NativeAotEngine(string program, int threads) => _process = Process.Start(new ProcessStartInfo(program, [threads.ToString(CultureInfo.InvariantCulture)])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!;

    public IPreparedCase Prepare(Case @case)
    {
        Ask($"prepare {@case.Name}");
        return new NativeAotCase(this);
    }

    /// <summary>Sends a line and waits for the answer.</summary>
    /// <exception cref="InvalidOperationException">The program has ended; what it wrote is on the console.</exception>
    public string Ask(string request)
    {
        _process.StandardInput.WriteLine(request);
        _process.StandardInput.Flush();
        return _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"The NativeAOT program has ended, asked to {request}.");
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
