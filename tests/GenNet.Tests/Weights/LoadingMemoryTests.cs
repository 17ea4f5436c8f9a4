using System.Diagnostics;
using System.Globalization;
using GenNet.SaveLoop;

namespace GenNet.Tests.Weights;

/// <summary>What loads of 64 MB of weights take at their peak, in a process of their own.</summary>
public sealed class LoadingMemoryTests : IDisposable
{
    private const long Weights = 4096L * 4097 * sizeof(float);
    private const long Allowed = 64 << 20;

    private readonly string _folder = Directory.CreateTempSubdirectory("gennet-peak-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("load", 2, "weights.h5")]
    [InlineData("load", 2, "safetensors")]
    [InlineData("from-weights-once", 1, "weights.h5")]
    [InlineData("from-weights", 2, "weights.h5")]
    [InlineData("check", 2, "safetensors")]
    public async Task Loads_OneAfterTheOther_TakeNoMoreThanTheWeightsAndTheirSuccessors(string what, int times, string suffix)
    {
        var path = Path.Combine(_folder, "x." + suffix);
        using (var net = new LargeNet(seed: 1))
            net.SaveWeights(path);
        var program = Path.Combine(AppContext.BaseDirectory, "GenNet.SaveLoop.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, what, path]) { RedirectStandardOutput = true })!;
        var peak = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
        Assert.InRange(long.Parse(peak, CultureInfo.InvariantCulture), Weights / 2, (times * Weights) + Allowed);
    }
}
