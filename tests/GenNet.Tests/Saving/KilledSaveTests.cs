using GenNet.SaveLoop;
using GenNet.TestSupport;

namespace GenNet.Tests.Saving;

/// <summary>Another process saves 64 MB again and again and is killed in the middle.</summary>
public sealed class KilledSaveTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gennet-killed-").FullName;
    private readonly string _references = Directory.CreateTempSubdirectory("gennet-whole-").FullName;

    private static int Kills => LongRun.IsAsked ? 100 : 10;

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        Directory.Delete(_references, recursive: true);
    }

    [Fact]
    public async Task Save_WhenKilled_LeavesAWholeFileAndTheNextOneNoLitter()
    {
        var target = Path.Combine(_folder, "x.weights.h5");
        string[] whole = [Path.Combine(_references, "1.weights.h5"), Path.Combine(_references, "2.weights.h5")];
        using var one = new LargeNet(seed: 1);
        using var two = new LargeNet(seed: 2);
        one.SaveWeights(whole[0]);
        two.SaveWeights(whole[1]);
        var random = new Random(8);
        var killedInTheMiddle = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            await LoopProcess.KillAfterItsFirst(random.Next(200), "save", target);
            Assert.Contains(whole, reference => SameContent(reference, target));
            killedInTheMiddle += Directory.GetFileSystemEntries(_folder).Length > 1 ? 1 : 0;
        }
        Assert.NotEqual(0, killedInTheMiddle);
        one.SaveWeights(target);
        Assert.True(SameContent(whole[0], target));
        Assert.Equal([target], Directory.GetFileSystemEntries(_folder));
    }

    private static bool SameContent(string one, string other)
    {
        const int Part = 1 << 20;
        using var first = File.OpenRead(one);
        using var second = File.OpenRead(other);
        if (first.Length != second.Length)
            return false;
        var (a, b) = (new byte[Part], new byte[Part]);
        int read;
        while ((read = first.ReadAtLeast(a, Part, throwOnEndOfStream: false)) > 0)
        {
            second.ReadExactly(b, 0, read);
            if (!a.AsSpan(0, read).SequenceEqual(b.AsSpan(0, read)))
                return false;
        }
        return true;
    }
}
