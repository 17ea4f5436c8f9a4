using System.Globalization;
using GenNet.Specs;
using GenNet.Weights;
using GenNet.Weights.Safetensors;

namespace GenNet.Tests.Weights;

/// <summary>A load of many small arrays costs what they have and little beside it, each as much as the next: what it allocates is the same on every machine.</summary>
public sealed class LoadingManyArraysTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gennet").FullName;
    private readonly float[] _values = new float[64];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("h5", 7000)]
    [InlineData("safetensors", 4000)]
    public void Load_OfAThousandArrays_AllocatesLittleForEach(string format, long most)
    {
        var (half, whole) = (BytesOfLoading(format, 250), BytesOfLoading(format, 500));
        Assert.InRange((whole - half) / 500, 500, most);
    }

    private long BytesOfLoading(string format, int layers)
    {
        var model = new ExpectedModel("Net", [.. Enumerable.Range(0, layers).Select(static i => new ExpectedLayer(
            $"d{i}", "Dense", GroupOf(i), [new("kernel", TensorShape.Of(8, 8)), new("bias", TensorShape.Of(8))]))]);
        var path = Write(format, layers);
        var least = long.MaxValue;
        for (var i = 0; i < 5; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            using (var file = WeightFiles.Open(path))
            {
                var report = WeightLoader.Read(new(file, model, LoadOptions.Strict), file, number => new(_values.AsSpan(0, number % 2 == 0 ? 64 : 8)));
                Assert.Equal(2 * layers, report.Loaded.Count);
            }
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return least;
    }

    private string Write(string format, int layers)
    {
        var path = Path.Combine(_folder, layers.ToString(CultureInfo.InvariantCulture) + (format == "h5" ? ".weights.h5" : ".safetensors"));
        if (format == "h5")
        {
            var builder = new WeightFileBuilder();
            for (var i = 0; i < layers; i++)
                builder.With($"{GroupOf(i)}/vars/0", [8, 8], _values).With($"{GroupOf(i)}/vars/1", [8], _values[..8]).WithName($"{GroupOf(i)}/vars", $"d{i}");
            File.WriteAllBytes(path, builder.ToBytes());
            return path;
        }
        var arrays = new Dictionary<string, ArrayToWrite>();
        for (var i = 0; i < layers; i++)
        {
            arrays.Add($"d{i}/kernel", ArrayToWrite.Of(TensorShape.Of(8, 8), () => _values));
            arrays.Add($"d{i}/bias", ArrayToWrite.Of(TensorShape.Of(8), () => _values[..8]));
        }
        SafetensorsWriter.Save(path, arrays, new Dictionary<string, string>());
        return path;
    }

    private static string GroupOf(int layer) => layer == 0 ? "layers/dense" : $"layers/dense_{layer.ToString(CultureInfo.InvariantCulture)}";
}
