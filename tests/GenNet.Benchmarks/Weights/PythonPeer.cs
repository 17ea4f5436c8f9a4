using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace GenNet.Benchmarks.Weights;

/// <summary>A running peer.py.</summary>
internal sealed class PythonPeer : IDisposable
{
    // Debian's packages belong to Debian's interpreter, which need not be the first on the path.
    private static readonly string[] s_candidates = ["/usr/bin/python3", "python3"];

    private readonly Process _process;

    private PythonPeer(Process process, string version)
    {
        _process = process;
        Version = version;
    }

    /// <summary>As in <c>h5py 3.7.0 NumPy 1.24.2</c>.</summary>
    public string Version { get; }

    /// <summary>Starts it; null where no interpreter has h5py (Debian: python3-h5py).</summary>
    public static PythonPeer? Start() => s_candidates.Select(Start).FirstOrDefault(static peer => peer is not null);

    /// <summary>Has it do something, and says how long it took.</summary>
    /// <exception cref="InvalidOperationException">It has ended.</exception>
    public TimeSpan Time(string verb, string path)
    {
        _process.StandardInput.WriteLine($"{verb} {path}");
        _process.StandardInput.Flush();
        var answer = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"peer.py has ended at {verb} {path}; what it wrote stands above.");
        return TimeSpan.FromSeconds(double.Parse(answer, CultureInfo.InvariantCulture));
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static PythonPeer? Start(string interpreter)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "Weights", "peer.py");
        try
        {
            var process = Process.Start(new ProcessStartInfo(interpreter, [script]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
            if (process.StandardOutput.ReadLine() is { } version)
                return new(process, version);
            process.WaitForExit();
            process.Dispose();
            return null;
        }
        catch (Win32Exception)
        {
            // There is no such program: the next candidate is asked.
            return null;
        }
    }
}
