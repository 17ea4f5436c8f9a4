using System.Globalization;
using GenNet.SaveLoop;
using GenNet.TestSupport;
using GenNet.Weights.Writing;

namespace GenNet.Tests.Saving;

/// <summary>Another process saves in a format and is killed in the middle: the old weights are there or the new ones, and of several files never some of each.</summary>
public sealed class KilledFormatsTests : IDisposable
{
    private const int ShardSize = 1_500_000;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gennet-killed-");

    public static TheoryData<WeightFormat> Formats => [.. WeightWriters.All.Select(static writer => writer.Format)];

    private static int Kills => LongRun.IsAsked ? 60 : 3;

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Save_WhenKilled_LeavesTheOldOrTheNewWeightsInEachFormat(WeightFormat format)
    {
        var target = Path.Combine(_folder.FullName, "weights");
        var isSharded = format == WeightFormat.KerasShards;
        string[] arguments = ["save-as", target, format.ToString(), .. isSharded ? [ShardSize.ToString(CultureInfo.InvariantCulture)] : Array.Empty<string>()];
        using var one = new ManyLayersNet(seed: 1);
        using var two = new ManyLayersNet(seed: 2);
        using var loaded = new ManyLayersNet(seed: 3);
        var random = new Random((int)format);
        for (var kill = 0; kill < Kills; kill++)
        {
            await LoopProcess.KillAfterItsFirst(random.Next(100), arguments);
            Assert.True(loaded.LoadWeights(target).IsComplete);
            Assert.Contains((ManyLayersNet[])[one, two], whole => whole.Layers.Zip(loaded.Layers).All(static pair => pair.First.Variables[0].Values.SequenceEqual(pair.Second.Variables[0].Values)));
        }
        // What kills left, the next save takes away.
        var options = new SaveOptions { Format = format, MaxShardSize = isSharded ? ShardSize : null };
        one.SaveWeights(target, options);
        one.SaveWeights(target, options);
        var names = _folder.GetFileSystemInfos().Length;
        var clean = _folder.CreateSubdirectory("clean");
        one.SaveWeights(Path.Combine(clean.FullName, "weights"), options);
        Assert.Equal(clean.GetFileSystemInfos().Length, names);
    }
}
